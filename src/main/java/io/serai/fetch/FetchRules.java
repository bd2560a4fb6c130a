package io.serai.fetch;

import java.net.URI;
import java.util.function.Predicate;

/**
 * Where a fetch may go.
 *
 * @param allowed whether a URL may be asked for, said of the first and of each that a redirect leads to
 * @param trusted whether a URL is one of our own configuration, whose address may be private
 * @param redirects most redirects that are followed
 */
public record FetchRules(Predicate<URI> allowed, Predicate<URI> trusted, int redirects) {}
