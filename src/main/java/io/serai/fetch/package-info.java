/** Reads URLs that somebody else chose, without being led into a private network. */
@NullMarked
package io.serai.fetch;

import org.jspecify.annotations.NullMarked;
