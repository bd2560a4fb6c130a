/** What was spent: one line for every request that may have been billed, and the sums of those lines. */
@NullMarked
package io.serai.ledger;

import org.jspecify.annotations.NullMarked;
