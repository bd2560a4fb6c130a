/** What the routes under routes/ call: binding of input, rendering of results and problems. */
@NullMarked
package io.serai.door;

import org.jspecify.annotations.NullMarked;
