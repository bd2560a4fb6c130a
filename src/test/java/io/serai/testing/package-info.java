/** Real servers with faults that the tests drive: an HTTP upstream, Qiniu Kodo and Redis. */
@NullMarked
package io.serai.testing;

import org.jspecify.annotations.NullMarked;
