/** What models cost: a data file with the source and the date of each row, the user's own prices, and the computation. */
@NullMarked
package io.serai.price;

import org.jspecify.annotations.NullMarked;
