package io.serai.bench;

import java.util.EnumSet;
import java.util.Set;

/** No gateway at all; for cached answers, a plain GET from Redis. */
final class DirectTarget implements Target {
    @Override
    public String name() {
        return "direct";
    }

    @Override
    public String version() {
        return "direct: the upstream (Vert.x), or Redis for cached answers";
    }

    @Override
    public Set<Work> works() {
        return EnumSet.allOf(Work.class);
    }

    @Override
    public Running start(Rig rig) {
        return new Running() {
            @Override
            public Load load(Work work) {
                return work == Work.CACHED
                        ? Load.redisGet(rig.redis().port(), Rig.REDIS_KEY)
                        : Load.post(
                                rig.upstreamPort(),
                                "/" + work.manner + "/v1/" + work.path,
                                "",
                                work.body(work.model()));
            }

            @Override
            public Child child() {
                return rig.upstream();
            }

            @Override
            public void close() {
                // The rig owns the upstream.
            }
        };
    }
}
