/** Whether Serai can do its work, for load balancers and people: Camel's health checks. Needs camel-health. */
@NullMarked
package io.serai.health;

import org.jspecify.annotations.NullMarked;
