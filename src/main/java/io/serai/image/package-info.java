/** Image generation. */
@NullMarked
package io.serai.image;

import org.jspecify.annotations.NullMarked;
