/** The program's HTTP server: Camel's {@code platform-http} on Vert.x's event loop. */
@NullMarked
package io.serai.http;

import org.jspecify.annotations.NullMarked;
