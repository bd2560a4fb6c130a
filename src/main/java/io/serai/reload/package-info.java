/** YAML routes that are checked before they run, and exchanged while Serai runs. */
@NullMarked
package io.serai.reload;

import org.jspecify.annotations.NullMarked;
