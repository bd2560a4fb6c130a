package io.serai.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.netty.channel.ConnectTimeoutException;
import io.serai.error.ApiTimeoutException;
import io.serai.error.ApiTimeoutException.Phase;
import io.serai.error.AuthException;
import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import io.serai.error.ServiceException;
import io.serai.error.UpstreamException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Maps every failure of a Redis command, wrapped by Spring Data and Lettuce as it is, to our error model. */
final class RedisErrors {
    private static final String UNREACHABLE = "redis_unreachable";
    private static final String NO_AUTH = "redis_noauth";
    private static final String WRONG_PASS = "redis_wrongpass";
    private static final Pattern IN_SCRIPT = Pattern.compile("script.*-?\\b(OOM|READONLY|MISCONF|NOPERM) ");
    private static final int MAX_DEPTH = 20;

    private RedisErrors() {}

    /** Whether nothing works after this failure; else Redis answered, and only this command was wrong. */
    static boolean isDown(ServiceException failure) {
        String code = failure.detail().code();
        return UNREACHABLE.equals(code) || NO_AUTH.equals(code) || WRONG_PASS.equals(code);
    }

    /**
     * The exception for a failed command.
     *
     * @param place which Redis, for the message
     * @param timeout what was waited
     */
    static ServiceException of(ErrorDetail detail, RedisPlace place, Duration timeout, Throwable failure) {
        String nodes = place.nodes();
        List<Throwable> causes = causes(failure);
        Optional<Throwable> reply = causes.stream().filter(RedisErrors::isReply).findFirst();
        if (reply.isPresent()) {
            return refused(detail, place, String.valueOf(reply.get().getMessage()));
        }
        ErrorDetail gone = detail.because(UNREACHABLE, null);
        if (find(causes, ConnectTimeoutException.class).isPresent()) {
            return new ApiTimeoutException(
                    nodes + " accepts no connection within " + timeout.toMillis()
                            + " ms (serai.redis.timeout); is Redis up, and " + place.setting() + " right?",
                    gone,
                    Phase.CONNECT,
                    failure);
        }
        if (find(causes, RedisCommandTimeoutException.class).isPresent()
                || find(causes, TimeoutException.class).isPresent()) {
            return new ApiTimeoutException(
                    nodes + " does not answer within " + timeout.toMillis()
                            + " ms; look whether Redis hangs, or raise serai.redis.timeout",
                    gone,
                    Phase.READ,
                    failure);
        }
        return new UpstreamException(nodes + " " + problem(causes, place.setting()), gone, failure);
    }

    /** Whether this is an error that Redis replied, by Lettuce or by an application's Jedis, which need not be there. */
    private static boolean isReply(Throwable cause) {
        if (cause instanceof RedisCommandExecutionException) {
            return true;
        }
        for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals("redis.clients.jedis.exceptions.JedisDataException")) {
                return true;
            }
        }
        return false;
    }

    private static String problem(List<Throwable> causes, String setting) {
        if (find(causes, UnknownHostException.class).isPresent()) {
            return "is a host name nobody knows; check " + setting;
        }
        Optional<SSLException> tls = find(causes, SSLException.class);
        if (tls.isPresent()) {
            return "fails the TLS handshake (" + tls.get().getMessage() + "); check certificate and " + setting;
        }
        if (find(causes, ConnectException.class).isPresent()) {
            return "refuses the connection; start Redis, or check " + setting;
        }
        return "is not connected; reconnecting goes on by itself once Redis is up";
    }

    /**
     * An error that Redis replied, told by its first word. The reply is not quoted beyond that word, nor kept as a cause: it
     * may repeat the command, and with it a password or a value.
     */
    private static ServiceException refused(ErrorDetail detail, RedisPlace place, String reply) {
        String nodes = place.nodes();
        String word = word(reply);
        ErrorDetail because = detail.because("redis_" + word.toLowerCase(Locale.ROOT), null);
        return switch (word) {
            case "NOAUTH" -> new AuthException(nodes + " wants a password; add it to " + place.setting(), because);
            case "WRONGPASS" ->
                new AuthException(nodes + " refuses user or password; mend them in " + place.setting(), because);
            case "NOPERM" ->
                new AuthException(
                        nodes
                                + " grants this user no right to the command or key; allow it GET, SET, EXPIRE and EVAL on"
                                + " serai:*",
                        because);
            case "WRONGTYPE" ->
                new InvalidRequestException(
                        "key: holds another kind of Redis data than a text, written by someone else; delete it or take"
                                + " another key",
                        because.because("wrong_type", "key"));
            // Memory does not come free in the seconds between attempts, and each would send the whole value again.
            case "OOM" ->
                new UpstreamException(
                        nodes + " is full (maxmemory) and set to evict nothing; raise maxmemory or set"
                                + " maxmemory-policy allkeys-lru",
                        because.hinted(false));
            case "MISCONF" ->
                new UpstreamException(
                        nodes + " refuses writes because it cannot save to its disk; mend that", because.hinted(false));
            case "ERR" -> error(because, place, reply.toLowerCase(Locale.ROOT));
            // LOADING, READONLY, MASTERDOWN, CLUSTERDOWN, TRYAGAIN, BUSY: states that pass.
            default -> new UpstreamException(nodes + " cannot serve now (" + word + "); see its log", because);
        };
    }

    /** Older servers put the reason why a script's command failed behind words of their own. */
    private static String word(String reply) {
        String word = reply.strip().split("\\s", 2)[0].replaceAll("[^A-Z_]", "");
        Matcher inScript = IN_SCRIPT.matcher(reply);
        return word.equals("ERR") && inScript.find() ? inScript.group(1) : word;
    }

    private static ServiceException error(ErrorDetail detail, RedisPlace place, String reply) {
        String nodes = place.nodes();
        if (reply.contains("password") || reply.contains("auth")) {
            return new AuthException(
                    nodes + " refuses user or password; mend them in " + place.setting(),
                    detail.because(WRONG_PASS, null));
        }
        if (reply.contains("db index")) {
            return new UpstreamException(
                    nodes + " has no database of this number; mend " + place.setting(), detail.hinted(false));
        }
        return new UpstreamException(
                nodes + " refuses the command as unknown or wrong; is it a full Redis?", detail.hinted(false));
    }

    private static <T extends Throwable> Optional<T> find(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable t = failure; t != null && causes.size() < MAX_DEPTH; t = t.getCause()) {
            causes.add(t);
        }
        return causes;
    }
}
