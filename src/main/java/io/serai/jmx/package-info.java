/** MBeans: {@code io.serai:context=NAME,type=serai|service|upstream}. Needs camel-management. */
@NullMarked
package io.serai.jmx;

import org.jspecify.annotations.NullMarked;
