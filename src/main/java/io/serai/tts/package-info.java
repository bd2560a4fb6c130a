/** Speech: what a text becomes before it is spoken, and what the audio becomes after. */
@NullMarked
package io.serai.tts;

import org.jspecify.annotations.NullMarked;
