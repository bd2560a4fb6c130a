package io.serai.redis;

import io.serai.budget.BudgetStore;
import io.serai.error.ErrorDetail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisScriptingCommands;
import org.springframework.data.redis.connection.ReturnType;

/**
 * Budget counters that all nodes share. Each reservation is one script, so that no two nodes can take the same money. While
 * Redis is down, this node's own counters decide: they are kept beside, so that a budget never opens because Redis closed. What
 * was spent meanwhile is added when Redis is back, and a counter that Redis does not have, or has lost, starts with what this
 * node knows. Thread-safe.
 */
public final class RedisBudgetStore implements BudgetStore {
    /** The braces keep all of them in one slot of a cluster: a script touches several. */
    private static final String PREFIX = "serai:{budget}:";

    private static final int REMEMBERED_SECONDS = 600;

    /**
     * Keys: counters, and one that says that this was done. Arguments: the amount, then limit, life and start of each counter.
     * Answers the index of the full counter, or 0.
     */
    private static final byte[] RESERVE = utf8("""
            local amount = tonumber(ARGV[1])
            local count = #KEYS - 1
            for i = 1, count do
              local limit = tonumber(ARGV[3 * i - 1])
              local held = redis.call('GET', KEYS[i]) or ARGV[3 * i + 1]
              if limit >= 0 and tonumber(held) + amount > limit then return i end
            end
            for i = 1, count do
              redis.call('SET', KEYS[i], ARGV[3 * i + 1], 'NX')
              redis.call('INCRBY', KEYS[i], ARGV[1])
              local life = tonumber(ARGV[3 * i])
              if life > 0 then redis.call('EXPIRE', KEYS[i], life) end
            end
            redis.call('SET', KEYS[count + 1], '1', 'EX', %d)
            return 0""".formatted(REMEMBERED_SECONDS));

    /**
     * Keys: counters, and one that says that this was done: Redis may have done it although its answer never came. Argument: the
     * amount that is late. A counter that is not there will start with what this node knows, which has it.
     */
    private static final byte[] CATCH_UP = utf8("""
            local count = #KEYS - 1
            if redis.call('EXISTS', KEYS[count + 1]) == 1 then return 0 end
            for i = 1, count do
              if redis.call('EXISTS', KEYS[i]) == 1 then redis.call('INCRBY', KEYS[i], ARGV[1]) end
            end
            redis.call('SET', KEYS[count + 1], '1', 'EX', %d)
            return 0""".formatted(REMEMBERED_SECONDS));

    private static final long NO_LIMIT = -1;
    private static final int MOST_LATE = 1000;

    private final RedisConnection redis;
    private final BudgetStore own;
    /** What Redis has not answered, and may have done. */
    private final Queue<Late> late = new LinkedBlockingQueue<>(MOST_LATE);
    /** Sums of what Redis has not been told: few, however long it is down and however many calls there are. */
    private final Map<List<Counter>, Long> untold = new ConcurrentHashMap<>();

    /** A change that Redis is told late; the id keeps it from being made twice. */
    private record Late(List<Counter> counters, long amount, String id) {}

    /**
     * @param own counters of this node
     */
    public RedisBudgetStore(RedisConnection redis, BudgetStore own) {
        this.redis = redis;
        this.own = own;
    }

    @Override
    public @Nullable Counter reserve(List<Counter> counters, long amount) {
        Late change = new Late(counters, amount, UUID.randomUUID().toString());
        boolean told = !isDown();
        Long full = told ? run(change, true) : null;
        if (full == null) {
            Counter ownFull = own.reserve(counters, amount);
            if (ownFull == null) {
                missed(change, told);
            }
            return ownFull;
        }
        if (full == 0) {
            own.add(counters, amount);
            return null;
        }
        return counters.get(full.intValue() - 1);
    }

    @Override
    public void add(List<Counter> counters, long amount) {
        Late change = new Late(counters, amount, UUID.randomUUID().toString());
        boolean told = !isDown();
        if (!told || run(change, false) == null) {
            missed(change, told);
        }
        own.add(counters, amount);
    }

    private void missed(Late change, boolean told) {
        if (!told || !late.offer(change)) {
            untold.merge(change.counters(), change.amount(), Long::sum);
        }
    }

    @Override
    public long get(Counter counter) {
        if (isDown()) {
            return own.get(counter);
        }
        try {
            redis.connect();
            try (var connection = redis.factory().getConnection()) {
                catchUp(connection.scriptingCommands());
                byte[] value = connection.stringCommands().get(key(counter.name()));
                redis.answered();
                return value == null ? own.get(counter) : Long.parseLong(new String(value, StandardCharsets.US_ASCII));
            }
        } catch (RuntimeException e) {
            down(e);
            return own.get(counter);
        }
    }

    /** Null when Redis does not answer. */
    private @Nullable Long run(Late change, boolean limited) {
        List<byte[]> words = keys(change);
        words.add(utf8(Long.toString(change.amount())));
        for (Counter counter : change.counters()) {
            words.add(utf8(Long.toString(limited ? counter.limit() : NO_LIMIT)));
            words.add(utf8(Long.toString(counter.seconds())));
            words.add(utf8(Long.toString(own.get(counter))));
        }
        try {
            redis.connect();
            try (var connection = redis.factory().getConnection()) {
                var scripts = connection.scriptingCommands();
                catchUp(scripts);
                Long full = scripts.eval(
                        RESERVE, ReturnType.INTEGER, change.counters().size() + 1, words.toArray(new byte[0][]));
                redis.answered();
                return full;
            }
        } catch (RuntimeException e) {
            down(e);
            return null;
        }
    }

    private void catchUp(RedisScriptingCommands scripts) {
        for (Late change = late.poll(); change != null; change = late.poll()) {
            tell(scripts, change);
        }
        for (List<Counter> counters : List.copyOf(untold.keySet())) {
            Long amount = untold.remove(counters);
            if (amount != null) {
                tell(scripts, new Late(counters, amount, UUID.randomUUID().toString()));
            }
        }
    }

    private void tell(RedisScriptingCommands scripts, Late change) {
        List<byte[]> words = keys(change);
        words.add(utf8(Long.toString(change.amount())));
        try {
            scripts.eval(CATCH_UP, ReturnType.INTEGER, change.counters().size() + 1, words.toArray(new byte[0][]));
        } catch (RuntimeException e) {
            missed(change, true);
            throw e;
        }
    }

    private static List<byte[]> keys(Late change) {
        List<byte[]> keys = new ArrayList<>();
        change.counters().forEach(counter -> keys.add(key(counter.name())));
        keys.add(key("done:" + change.id()));
        return keys;
    }

    /** So that no call waits for a Redis that is down; that it is back, its watch finds out. */
    private boolean isDown() {
        boolean down = redis.health().isDown();
        if (down) {
            redis.watch();
        }
        return down;
    }

    private void down(RuntimeException e) {
        // Notes the change of state, and logs it once; what it means for a caller is nothing here.
        var unused = redis.explain(ErrorDetail.of("budget"), e);
    }

    private static byte[] key(String counter) {
        return utf8(PREFIX + counter);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
