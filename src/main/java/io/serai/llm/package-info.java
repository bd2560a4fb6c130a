/** LLM chat and JSON completion. */
@NullMarked
package io.serai.llm;

import org.jspecify.annotations.NullMarked;
