package io.serai.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * What goes wrong with one request to a {@link KodoDouble}. "Commit" is the real work: the request is verified and, when it
 * is good, the object or part is stored (or moved, or deleted). A fault before it leaves nothing behind; after it, the work
 * is done and only the answer is lost.
 */
@FunctionalInterface
public interface KodoFault {
    void apply(Wire wire, Commit commit) throws IOException;

    /** Does the work once and hands over the answer Kodo would give. */
    final class Commit {
        private final Supplier<KodoReply> work;

        Commit(Supplier<KodoReply> work) {
            this.work = work;
        }

        KodoReply run() {
            return work.get();
        }
    }

    /** No fault: a place in a sequence where Kodo works. */
    static KodoFault none() {
        return (wire, commit) -> commit.run().sendTo(wire);
    }

    /** Any status, with Kodo's error body; nothing is stored. */
    static KodoFault status(int status) {
        return status(status, Map.of());
    }

    /** With the words of the error body, such as {@code no such uploadId}, on which the SDK acts. */
    static KodoFault status(int status, String error) {
        return (wire, commit) ->
                KodoReply.error(status, error).with("X-Reqid", "injected").sendTo(wire);
    }

    static KodoFault status(int status, Map<String, String> headers) {
        return (wire, commit) -> {
            KodoReply reply =
                    KodoReply.error(status, "injected fault " + status).with("X-Reqid", "injected");
            for (Map.Entry<String, String> header : headers.entrySet()) {
                reply = reply.with(header.getKey(), header.getValue());
            }
            reply.sendTo(wire);
        };
    }

    /** 573, Kodo's own rate limit, with a hint. */
    static KodoFault rateLimited(int retryAfterSeconds) {
        return status(573, Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    /** 579: the object is stored, only the callback to the business server failed. */
    static KodoFault callbackFailed() {
        return (wire, commit) -> {
            commit.run();
            KodoReply.error(579, "callback failed").with("X-Reqid", "injected").sendTo(wire);
        };
    }

    static KodoFault resetBeforeCommit() {
        return (wire, commit) -> wire.reset();
    }

    static KodoFault resetAfterCommit() {
        return (wire, commit) -> {
            commit.run();
            wire.reset();
        };
    }

    static KodoFault hangBeforeCommit() {
        return (wire, commit) -> wire.hang();
    }

    static KodoFault hangAfterCommit() {
        return (wire, commit) -> {
            commit.run();
            wire.hang();
        };
    }

    /** Waits until the test opens the gate, then goes on as told. */
    static KodoFault after(CountDownLatch gate, KodoFault then) {
        return (wire, commit) -> {
            wire.await(gate);
            then.apply(wire, commit);
        };
    }

    /** Commits and answers late. */
    static KodoFault late(Duration time) {
        return (wire, commit) -> {
            KodoReply reply = commit.run();
            wire.pause(time);
            reply.sendTo(wire);
        };
    }

    /** Commits and answers one byte of the body at a time. */
    static KodoFault drip(Duration gap) {
        return (wire, commit) -> {
            KodoReply reply = commit.run();
            head(wire, reply);
            for (byte each : reply.body()) {
                wire.write(new byte[] {each});
                wire.pause(gap);
            }
        };
    }

    /** Commits, sends half of the body and closes. */
    static KodoFault truncated() {
        return (wire, commit) -> {
            KodoReply reply = commit.run();
            head(wire, reply);
            wire.write(Arrays.copyOf(reply.body(), reply.body().length / 2));
            wire.close();
        };
    }

    static KodoFault redirect(String location) {
        return (wire, commit) -> new KodoReply(302, Map.of("Location", location), new byte[0]).sendTo(wire);
    }

    /** Commits and answers without the header that proves it was Kodo: a captive portal or a proxy. */
    static KodoFault withoutReqid() {
        return (wire, commit) -> commit.run().without("X-Reqid").sendTo(wire);
    }

    /** Commits and changes one bit of the answer: another object in a download, another hash after an upload. */
    static KodoFault corrupted() {
        return (wire, commit) -> {
            KodoReply reply = commit.run();
            byte[] body = corrupt(reply);
            new KodoReply(reply.status(), reply.headers(), body).sendTo(wire);
        };
    }

    private static byte[] corrupt(KodoReply reply) {
        int hash = reply.text().indexOf("\"hash\":\"");
        if (hash >= 0) {
            return reply.text().replaceFirst("\"hash\":\"..", "\"hash\":\"--").getBytes(UTF_8);
        }
        byte[] body = reply.body().clone();
        body[body.length / 2] ^= 1;
        return body;
    }

    private static void head(Wire wire, KodoReply reply) throws IOException {
        Map<String, String> headers = new TreeMap<>(reply.headers());
        headers.put("content-length", Integer.toString(reply.body().length));
        wire.head(reply.status(), headers);
    }
}
