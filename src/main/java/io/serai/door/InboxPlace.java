package io.serai.door;

import io.serai.recipe.Checkpoint;

/** What all who work on one inbox in this process share. */
record InboxPlace(InboxFolders folders, InboxGuard guard, InboxTotals totals, Checkpoint checkpoint) {}
