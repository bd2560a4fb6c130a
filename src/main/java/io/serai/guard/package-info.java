/** What stands before an upstream: breaker, limits a minute, keys. */
@NullMarked
package io.serai.guard;

import org.jspecify.annotations.NullMarked;
