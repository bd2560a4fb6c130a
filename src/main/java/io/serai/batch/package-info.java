/** What many threads write and one thread carries out, all at a time that has come meanwhile. A leaf. */
@NullMarked
package io.serai.batch;

import org.jspecify.annotations.NullMarked;
