/** Objects in a Qiniu Kodo bucket. */
@NullMarked
package io.serai.qiniu;

import org.jspecify.annotations.NullMarked;
