package io.serai.config;

/** A model at an upstream: where a call goes. */
public record Target(Upstream upstream, String model) {
    @Override
    public String toString() {
        return upstream.name() + "/" + model;
    }
}
