/** The vendors that need no service: a storage folder and an in-process cache. */
@NullMarked
package io.serai.local;

import org.jspecify.annotations.NullMarked;
