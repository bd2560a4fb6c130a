/**
 * Never pay twice for the same thing: replies that are kept, calls that are shared while they run, and answers that are
 * repeated for an idempotency key. A leaf that the services use.
 */
@NullMarked
package io.serai.reuse;

import org.jspecify.annotations.NullMarked;
