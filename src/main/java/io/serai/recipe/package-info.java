/** What the recipes under routes/ call: journal of paid steps, story and article steps, and the page of a story. */
@NullMarked
package io.serai.recipe;

import org.jspecify.annotations.NullMarked;
