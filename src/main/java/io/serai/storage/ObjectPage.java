package io.serai.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some objects in the order of their keys.
 *
 * @param objects at most as many as were asked for
 * @param next what to give as the marker for the page that follows; null when this was the last
 */
public record ObjectPage(List<ObjectInfo> objects, @Nullable String next) {
    public ObjectPage {
        objects = List.copyOf(objects);
    }
}
