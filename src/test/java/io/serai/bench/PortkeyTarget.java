package io.serai.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Portkey's gateway on Node; upstream and cache are asked for in headers. */
record PortkeyTarget(Path script) implements Target {
    @Override
    public String name() {
        return "Portkey";
    }

    @Override
    public String version() {
        Path manifest = script.resolveSibling("../package.json").normalize();
        return "Portkey gateway " + Machine.jsonField(manifest, "version") + " on Node "
                + Machine.firstLine("node", "--version");
    }

    @Override
    public Set<Work> works() {
        return EnumSet.allOf(Work.class);
    }

    @Override
    public Running start(Rig rig) throws Exception {
        int port = Child.freePort();
        Path folder = Files.createTempDirectory(rig.folder(), "portkey");
        Child child = Child.start(
                folder,
                Map.of("NODE_ENV", "production"),
                List.of("node", script.toAbsolutePath().toString(), "--port=" + port, "--headless"));
        child.awaitPort(port);
        return new Proxied(child, work -> {
            String cache = work == Work.CACHED ? "x-portkey-config: {\"cache\":{\"mode\":\"simple\"}}\r\n" : "";
            String headers = "x-portkey-provider: openai\r\nx-portkey-custom-host: " + rig.upstreamUrl(work)
                    + "\r\nAuthorization: Bearer sk-upstream\r\n" + cache;
            return Load.post(port, "/v1/" + work.path, headers, work.body(work.model()));
        });
    }
}
