/** Object storage: upload, download and URLs. */
@NullMarked
package io.serai.storage;

import org.jspecify.annotations.NullMarked;
