/** How the program writes its log. Needs logback. */
@NullMarked
package io.serai.log;

import org.jspecify.annotations.NullMarked;
