/** The page under {@code /console/} on the management port. Needs camel-platform-http-main. */
@NullMarked
package io.serai.console;

import org.jspecify.annotations.NullMarked;
