package io.serai.storage;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;

/** What {@code storage-delete} answers: whether there was an object; afterwards there is none. */
public record ObjectDeleted(String key, boolean deleted, Receipt receipt) implements Reply {}
