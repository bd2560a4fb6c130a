package io.serai.recipe;

import io.serai.retry.CallListener;
import java.io.IOException;

/** What a door may want to know of a recipe that it runs; given in the exchange property {@link #PROPERTY}. Thread-safe. */
public interface RecipeListener {
    /** Exchange property, to be set before the recipe is asked. */
    String PROPERTY = "SeraiRecipeListener";

    /** Nobody wants to know. */
    RecipeListener NONE = new RecipeListener() {};

    /** Something was begun or done. */
    default void moved(RecipeProgress progress) {}

    /**
     * Who is told of the requests of a paid step that is not in the journal.
     *
     * @param step the same in every run, as 64 hex digits
     */
    default CallListener requests(String step) throws IOException {
        return new CallListener() {};
    }

    /** The reply of a paid step is in the journal. */
    default void kept(String step) throws IOException {}
}
