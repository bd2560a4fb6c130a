/** Every setting, declared once with its type, default, unit and meaning. Imports nothing of ours. */
@NullMarked
package io.serai.config;

import org.jspecify.annotations.NullMarked;
