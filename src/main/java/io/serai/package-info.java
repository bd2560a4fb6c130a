/** Assembly: the Java door, the program, and the table of operations. */
@NullMarked
package io.serai;

import org.jspecify.annotations.NullMarked;
