package io.serai.storage;

import io.serai.config.Settings;
import io.serai.config.StorageSettings;
import io.serai.error.ApiRateLimitException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import io.serai.fetch.FetchRefusedException;
import io.serai.fetch.FetchReply;
import io.serai.fetch.FetchRules;
import io.serai.fetch.SafeFetch;
import io.serai.retry.RetryHint;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Downloads from hosts that are not the store's, if the settings allow them. */
final class ForeignUrl {
    static final String NAME = "url";

    private final List<String> hosts;
    private final SafeFetch fetch;
    private final FetchRules rules;

    ForeignUrl(Settings settings, SafeFetch fetch) {
        this.hosts = settings.find(StorageSettings.STORAGE_FETCH_HOSTS).orElse(List.of()).stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
        this.fetch = fetch;
        this.rules = new FetchRules(this::allowed, uri -> false, settings.get(StorageSettings.STORAGE_FETCH_REDIRECTS));
    }

    /** The URL when it is one of an allowed host; null when it is something else. */
    @Nullable
    URI find(String source) {
        try {
            URI uri = URI.create(source);
            return uri.getHost() != null && uri.getScheme() != null && allowed(uri) ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The object behind the URL, whole, its length checked, and its hash when the host tells one. */
    FetchedObject get(URI uri, @Nullable ByteRange range, long limit, Attempt attempt) {
        if (range != null) {
            throw InvalidRequestException.field(
                    attempt.operation(), "range", "is only taken for objects of this storage; leave it out");
        }
        try {
            return fetch.get(uri, rules, attempt.remaining(), reply -> read(reply, limit, attempt));
        } catch (FetchRefusedException e) {
            throw InvalidRequestException.field(
                    attempt.operation(), "source", "cannot be followed: " + e.getMessage() + "; give another URL");
        } catch (SocketTimeoutException e) {
            throw attempt.deadline().passed()
                    ? attempt.over(e)
                    : new ApiTimeoutException(
                            "no complete answer in time", attempt.detail(), ApiTimeoutException.Phase.READ, e);
        } catch (IOException e) {
            throw new UpstreamException(
                    "the URL could not be read whole (" + e.getClass().getSimpleName() + ")", attempt.detail(), e);
        }
    }

    private static FetchedObject read(FetchReply reply, long limit, Attempt attempt) throws IOException {
        if (reply.status() != 200) {
            throw failure(reply, attempt.detail());
        }
        if (reply.length() > limit) {
            throw tooLarge(limit, attempt);
        }
        Content content = Spool.read(reply.body(), limit, () -> tooLarge(limit, attempt));
        try {
            long size = content.size();
            if (reply.length() >= 0 && reply.length() != size) {
                throw broken("it came short: " + size + " of " + reply.length() + " bytes", attempt);
            }
            if (!Digests.fit(content, reply)) {
                throw broken("the bytes do not fit the hash that came with them", attempt);
            }
            String type = Objects.requireNonNullElse(reply.header("Content-Type"), ContentTypes.UNKNOWN);
            String path = Objects.requireNonNullElse(reply.uri().getPath(), "");
            ObjectInfo info = new ObjectInfo(path, size, type, null, null, ObjectHeaders.NONE);
            return new FetchedObject(content, info, null);
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    private static ServiceException failure(FetchReply reply, ErrorDetail call) {
        int status = reply.status();
        RetryHint hint = RetryHint.of(reply::header, Clock.systemUTC());
        ErrorDetail detail = call.answered(status, null, hint.after());
        if (status == 429) {
            return new ApiRateLimitException("the host answers that it is asked too often", detail);
        }
        if (status == 408 || status == 504) {
            return new ApiTimeoutException(
                    "the host ran out of time", detail, ApiTimeoutException.Phase.UPSTREAM, null);
        }
        if (status >= 500) {
            return new UpstreamException("the host failed", detail);
        }
        if (status == 404 || status == 410) {
            return InvalidRequestException.notFound(call.operation(), "source", "there is nothing at this URL");
        }
        return InvalidRequestException.field(
                call.operation(), "source", "the host answers " + status + "; can everybody read this URL?");
    }

    private static UpstreamException broken(String what, Attempt attempt) {
        return new UpstreamException(
                what, attempt.detail().answered(200, null, null).because("malformed_reply", null));
    }

    private static InvalidRequestException tooLarge(long limit, Attempt attempt) {
        return InvalidRequestException.tooLarge(
                attempt.operation(),
                "source",
                "has more than the " + limit + " bytes that are allowed (serai.max-upload)");
    }

    private boolean allowed(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort();
        boolean usual = port < 0 || port == ("https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80);
        return hosts.stream().anyMatch(entry -> {
            if (entry.equals(host + ":" + port)) {
                return true;
            }
            return usual && (entry.startsWith("*.") ? host.endsWith(entry.substring(1)) : entry.equals(host));
        });
    }
}
