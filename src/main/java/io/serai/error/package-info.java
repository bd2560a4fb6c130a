/** The one error model: what went wrong, whether a retry can help, and what to do. Imports nothing of ours. */
@NullMarked
package io.serai.error;

import org.jspecify.annotations.NullMarked;
