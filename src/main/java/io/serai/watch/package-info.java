/** What calls do, while they do it and afterwards: the one source of metrics, JMX, log lines and the console. */
@NullMarked
package io.serai.watch;

import org.jspecify.annotations.NullMarked;
