package io.serai.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host, such as {@link InetAddress#getAllByName}. */
@FunctionalInterface
public interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
}
