package io.serai.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The gateways to compare with, as far as they are on this machine. None is part of this project. */
final class Anchors {
    private static final Set<Work> PROXIED = EnumSet.complementOf(EnumSet.of(Work.CACHED));

    private Anchors() {}

    /** How a gateway's configuration and command follow from the ports. */
    private interface Launch {
        List<String> command(Rig rig, Path folder, int port) throws IOException;
    }

    /** A gateway that passes paths through as they are. */
    private record Proxy(String name, String version, Launch launch) implements Target {
        @Override
        public Set<Work> works() {
            return PROXIED;
        }

        @Override
        public Running start(Rig rig) throws Exception {
            int port = Child.freePort();
            Path folder = Files.createTempDirectory(rig.folder(), "anchor");
            Child child = Child.start(folder, Map.of(), launch.command(rig, folder, port));
            child.awaitPort(port);
            return new Proxied(
                    child,
                    work -> Load.post(port, "/" + work.manner + "/v1/" + work.path, "", work.body(work.model())));
        }
    }

    static Target nginx() {
        return new Proxy("nginx", Machine.firstLine("nginx", "-v"), (rig, folder, port) -> {
            Path config = Files.writeString(folder.resolve("nginx.conf"), """
                    daemon off; worker_processes auto; pid nginx.pid; error_log stderr;
                    events { worker_connections 8192; }
                    http {
                      access_log off; client_body_temp_path body; proxy_temp_path proxy;
                      fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                      upstream up { server 127.0.0.1:%d; keepalive 2048; }
                      server {
                        listen 127.0.0.1:%d backlog=4096; keepalive_requests 1000000000;
                        location / {
                          proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection "";
                          proxy_buffering off;
                        }
                      }
                    }
                    """.formatted(rig.upstreamPort(), port));
            return List.of("nginx", "-p", folder.toString(), "-c", config.toString());
        });
    }

    static Target haproxy() {
        return new Proxy("HAProxy", Machine.firstLine("haproxy", "-v"), (rig, folder, port) -> {
            Path config = Files.writeString(folder.resolve("haproxy.cfg"), """
                    global
                      maxconn 8192
                    defaults
                      mode http
                      timeout connect 5s
                      timeout client 120s
                      timeout server 120s
                      option http-no-delay
                      no option http-buffer-request
                    frontend in
                      bind 127.0.0.1:%d backlog 4096
                      default_backend up
                    backend up
                      http-reuse always
                      server one 127.0.0.1:%d
                    """.formatted(port, rig.upstreamPort()));
            return List.of("haproxy", "-db", "-f", config.toString());
        });
    }

    /** Built by {@code mvn -f src/test/bench/spring-cloud-gateway package}. */
    static Target springCloudGateway(Path jar) {
        return new Proxy(
                "Spring Cloud Gateway",
                "Spring Cloud Gateway, proxy only, on " + Machine.javaVersion(Path.of(System.getProperty("java.home"))),
                (rig, folder, port) -> List.of(
                        Rig.java("java.home"),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        "--server.port=" + port,
                        "--server.address=127.0.0.1",
                        "--logging.level.root=WARN",
                        "--spring.cloud.gateway.server.webflux.httpclient.pool.type=elastic",
                        "--spring.cloud.gateway.server.webflux.routes[0].id=all",
                        "--spring.cloud.gateway.server.webflux.routes[0].uri=http://127.0.0.1:" + rig.upstreamPort(),
                        "--spring.cloud.gateway.server.webflux.routes[0].predicates[0]=Path=/**"));
    }

    /** The npm package {@code @portkey-ai/gateway}, installed by the user. */
    static Target portkey(Path script) {
        return new PortkeyTarget(script);
    }
}
