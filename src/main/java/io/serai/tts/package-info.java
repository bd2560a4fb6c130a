/** Speech synthesis. */
@NullMarked
package io.serai.tts;

import org.jspecify.annotations.NullMarked;
