/** Micrometer meters, named as OpenTelemetry's conventions for generative AI name them. Needs micrometer-core. */
@NullMarked
package io.serai.metrics;

import org.jspecify.annotations.NullMarked;
