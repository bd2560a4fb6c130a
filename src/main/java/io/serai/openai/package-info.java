/** The vendor for every OpenAI-compatible upstream. */
@NullMarked
package io.serai.openai;

import org.jspecify.annotations.NullMarked;
