package io.serai.recipe;

import io.serai.config.FolderSettings;
import io.serai.config.ProgramSettings;
import io.serai.config.Settings;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;

/** Binds what the routes {@code recipe-*.camel.yaml} refer to. */
public final class Recipes {
    /** After a week nobody comes back to an unfinished recipe. */
    private static final Duration JOURNAL_LIFE = Duration.ofDays(7);

    private Recipes() {}

    /** To be called before the recipes' routes are loaded. */
    public static void install(CamelContext context, Settings settings) {
        Journal journal = new Journal(
                settings.get(ProgramSettings.DATA).toAbsolutePath().normalize().resolve("journal"));
        journal.forgetOlderThan(JOURNAL_LIFE);
        RecipeRun run = new RecipeRun(journal);
        PaidOnce paidOnce = new PaidOnce(journal, settings);
        context.getRegistry().bind("serai-paid-once", paidOnce);
        new PaidPieces(journal, paidOnce.circumstances()).bind(context);
        context.getRegistry()
                .bind(
                        "serai-recipe-workers",
                        context.getExecutorServiceManager()
                                .newFixedThreadPool(run, "serai-recipe", settings.get(FolderSettings.RECIPE_PARALLEL)));
        bind(context, "serai-recipe-open", run::open);
        bind(context, "serai-recipe-close", run::close);
        bind(context, "serai-story-ask", StorySteps::ask);
        bind(context, "serai-story-plan", StorySteps::plan);
        bind(context, "serai-story-keep", StorySteps::keep);
        bind(context, "serai-story-scene-failed", StorySteps::failed);
        bind(context, "serai-story-page", StorySteps::page);
        bind(context, "serai-story-done", StorySteps::done);
        bind(context, "serai-article-ask", ArticleSteps::ask);
        bind(context, "serai-article-script", ArticleSteps::script);
        bind(context, "serai-article-upload", ArticleSteps::upload);
        bind(context, "serai-article-done", ArticleSteps::done);
    }

    private static void bind(CamelContext context, String name, Processor processor) {
        context.getRegistry().bind(name, processor);
    }
}
