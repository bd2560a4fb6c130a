package io.serai.storage;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;

/** What {@code storage-exists} answers: whether there is an object under the key. */
public record ObjectExists(String key, boolean exists, Receipt receipt) implements Reply {}
