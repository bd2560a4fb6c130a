package io.serai.recipe;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;
import java.util.List;
import java.util.Map;

/** What a recipe answers: one file that is also uploaded, and the receipts of its steps. */
public interface RecipeReply extends Reply {
    /** The file, never empty; not copied: do not change it. */
    byte[] bytes();

    /** Such as {@code text/html}. */
    String contentType();

    /** Where the uploaded file can be read. */
    String url();

    /** What else there is to tell, such as the title; as JSON values. */
    Map<String, Object> summary();

    /** One of each step, in the order of the recipe. */
    List<Receipt> receipts();
}
