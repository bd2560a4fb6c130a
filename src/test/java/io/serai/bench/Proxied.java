package io.serai.bench;

import java.util.function.Function;

/** A running process and the requests it takes. */
record Proxied(Child child, Function<Work, Load> requests) implements Target.Running {
    @Override
    public Load load(Work work) {
        return requests.apply(work);
    }

    @Override
    public void close() throws InterruptedException {
        child.close();
    }
}
