package io.serai.llm;

import java.util.List;

/** What models there are. Thread-safe. */
public interface ModelCatalog {
    /** Registry name. */
    String NAME = "seraiModels";

    /** All that can be named in a request: aliases first, then each upstream's own. May take as long as asking them does. */
    List<Model> models();

    /**
     * One model.
     *
     * @param id as a request names it
     * @param created seconds since 1970; 0 when nobody says
     * @param ownedBy as the upstream says
     */
    record Model(String id, long created, String ownedBy) {}
}
