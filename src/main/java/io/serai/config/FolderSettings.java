package io.serai.config;

import java.time.Duration;
import java.util.List;

/** The folder door and its recipes. */
public final class FolderSettings {
    private FolderSettings() {}

    public static final Setting<Integer> FOLDER_PARALLEL =
            Setting.of("serai.folder.parallel", Kind.integer(1, 256), "4", "Inbox files worked on at once.");
    public static final Setting<Duration> FOLDER_POLL =
            Setting.of("serai.folder.poll", Kind.DURATION_KIND, "500ms", "How often the inbox is looked at.");
    public static final Setting<Duration> FOLDER_SETTLE = Setting.of(
            "serai.folder.settle", Kind.DURATION_KIND, "1s", "How long a file must be unchanged before it is taken.");
    public static final Setting<Long> FOLDER_MAX_FILE =
            Setting.of("serai.folder.max-file", Kind.SIZE_KIND, "100MB", "Largest inbox file that is taken.");
    public static final Setting<Duration> FOLDER_LEASE = Setting.of(
            "serai.folder.lease",
            Kind.DURATION_KIND,
            "30s",
            "How long a node may give no sign of life before others take over the files it works on.");
    public static final Setting<Integer> FOLDER_MAX_TRIES = Setting.of(
            "serai.folder.max-tries",
            Kind.integer(1, 100),
            "3",
            "Runs of one file, and requests of one step, that may be lost in crashes before the file is given up.");
    public static final Setting<Long> FOLDER_MIN_FREE = Setting.of(
            "serai.folder.min-free",
            Kind.SIZE_KIND,
            "64MB",
            "Space that must be free in the data folder for files to be taken.");
    public static final Setting<Integer> RECIPE_PARALLEL =
            Setting.of("serai.recipe.parallel", Kind.integer(1, 64), "4", "Scenes of recipes worked on at once.");

    static final List<Setting<?>> ALL = List.of(
            FOLDER_PARALLEL,
            FOLDER_POLL,
            FOLDER_SETTLE,
            FOLDER_MAX_FILE,
            FOLDER_LEASE,
            FOLDER_MAX_TRIES,
            FOLDER_MIN_FREE,
            RECIPE_PARALLEL);
}
