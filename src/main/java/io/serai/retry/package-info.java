/** The one retry policy: attempts, waits, hints and deadlines. */
@NullMarked
package io.serai.retry;

import org.jspecify.annotations.NullMarked;
