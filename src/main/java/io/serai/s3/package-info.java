/** Objects in a bucket of any S3-compatible service. */
@NullMarked
package io.serai.s3;

import org.jspecify.annotations.NullMarked;
