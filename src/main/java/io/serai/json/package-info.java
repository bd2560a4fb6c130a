/** Strict JSON in and out, and the reader that binds a JSON object to a request record. */
@NullMarked
package io.serai.json;

import org.jspecify.annotations.NullMarked;
