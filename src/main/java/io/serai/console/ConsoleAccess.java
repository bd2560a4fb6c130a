package io.serai.console;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.regex.Pattern;

/**
 * Who may look: this machine. The port listens on loopback only; a web page could still reach it by a name of its own (DNS
 * rebinding), which the Host header tells, or send it a form, which the Origin header tells.
 */
final class ConsoleAccess {
    private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private ConsoleAccess() {}

    static boolean allows(HttpServerRequest request) {
        HostAndPort host = request.authority();
        if (host == null || !LOOPBACK.matcher(host.host()).matches()) {
            return false;
        }
        String origin = request.getHeader("Origin");
        return origin == null
                || origin.equals("http://" + host)
                || origin.equals("http://" + request.getHeader("Host"));
    }
}
