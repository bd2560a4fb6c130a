/** Limits of spend: held back before a request is sent, settled after it. */
@NullMarked
package io.serai.budget;

import org.jspecify.annotations.NullMarked;
