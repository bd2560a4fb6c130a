package io.serai.storage;

import io.serai.meter.Receipt;
import io.serai.meter.Reply;

/** What {@code storage-copy} and {@code storage-move} answer: the object's new key and URL. */
public record ObjectCopied(String key, String url, Receipt receipt) implements Reply {}
