/** OpenTelemetry spans of calls, by the conventions for generative AI. Needs opentelemetry-api. */
@NullMarked
package io.serai.trace;

import org.jspecify.annotations.NullMarked;
