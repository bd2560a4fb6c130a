/** Cache: get, set and delete. */
@NullMarked
package io.serai.cache;

import org.jspecify.annotations.NullMarked;
