/** Redis as a vendor: one connection for all that uses it, and the cache operations over it. */
@NullMarked
package io.serai.redis;

import org.jspecify.annotations.NullMarked;
