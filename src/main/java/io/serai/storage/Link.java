package io.serai.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an object can be read.
 *
 * @param expiresAt when that ends; null when it does not
 */
public record Link(String url, @Nullable Instant expiresAt) {}
