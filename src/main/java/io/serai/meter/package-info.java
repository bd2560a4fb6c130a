/** What a call did and used. Imports nothing of ours. */
@NullMarked
package io.serai.meter;

import org.jspecify.annotations.NullMarked;
