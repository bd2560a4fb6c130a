package io.serai.redis;

import io.serai.budget.BudgetStore;
import io.serai.error.ErrorDetail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.ReturnType;

/**
 * Budget counters that all nodes share. Each reservation is one script, so that no two nodes can take the same money. While
 * Redis is down, this node's own counters decide: they are kept beside, so that a budget never opens because Redis closed.
 */
public final class RedisBudgetStore implements BudgetStore {
    private static final String PREFIX = "serai:budget:";

    /** Keys: counters. Arguments: the amount, then limit and life of each. Answers the index of the full counter, or 0. */
    private static final byte[] RESERVE = utf8("""
            local amount = tonumber(ARGV[1])
            for i, key in ipairs(KEYS) do
              local limit = tonumber(ARGV[2 * i])
              if limit >= 0 and tonumber(redis.call('GET', key) or '0') + amount > limit then return i end
            end
            for i, key in ipairs(KEYS) do
              redis.call('INCRBY', key, ARGV[1])
              local life = tonumber(ARGV[2 * i + 1])
              if life > 0 then redis.call('EXPIRE', key, life) end
            end
            return 0""");

    private static final long NO_LIMIT = -1;

    private final RedisConnection redis;
    private final BudgetStore own;

    /**
     * @param own counters of this node
     */
    public RedisBudgetStore(RedisConnection redis, BudgetStore own) {
        this.redis = redis;
        this.own = own;
    }

    @Override
    public @Nullable Counter reserve(List<Counter> counters, long amount) {
        Long full = run(counters, amount, true);
        if (full == null) {
            return own.reserve(counters, amount);
        }
        if (full == 0) {
            own.add(counters, amount);
            return null;
        }
        return counters.get(full.intValue() - 1);
    }

    @Override
    public void add(List<Counter> counters, long amount) {
        run(counters, amount, false);
        own.add(counters, amount);
    }

    @Override
    public long get(Counter counter) {
        try {
            redis.connect();
            try (var connection = redis.factory().getConnection()) {
                byte[] value = connection.stringCommands().get(key(counter));
                redis.answered();
                return value == null ? 0 : Long.parseLong(new String(value, StandardCharsets.US_ASCII));
            }
        } catch (RuntimeException e) {
            down(e);
            return own.get(counter);
        }
    }

    private @Nullable Long run(List<Counter> counters, long amount, boolean limited) {
        List<byte[]> words = new ArrayList<>();
        counters.forEach(counter -> words.add(key(counter)));
        words.add(utf8(Long.toString(amount)));
        for (Counter counter : counters) {
            words.add(utf8(Long.toString(limited ? counter.limit() : NO_LIMIT)));
            words.add(utf8(Long.toString(counter.seconds())));
        }
        try {
            redis.connect();
            try (var connection = redis.factory().getConnection()) {
                Long full = connection
                        .scriptingCommands()
                        .eval(RESERVE, ReturnType.INTEGER, counters.size(), words.toArray(new byte[0][]));
                redis.answered();
                return full;
            }
        } catch (RuntimeException e) {
            down(e);
            return null;
        }
    }

    private void down(RuntimeException e) {
        // Notes the change of state, and logs it once; what it means for a caller is nothing here.
        var unused = redis.explain(ErrorDetail.of("budget"), e);
    }

    private static byte[] key(Counter counter) {
        return utf8(PREFIX + counter.name());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
