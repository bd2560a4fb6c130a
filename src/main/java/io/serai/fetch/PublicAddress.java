package io.serai.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public internet from all others (the IANA special-purpose registries for IPv4 and IPv6). An IPv6
 * address that carries an IPv4 one, such as those of NAT64 and 6to4, is never public: what it leads to is not seen from here.
 */
public final class PublicAddress {
    private static final List<Block> NOT_PUBLIC = List.of(
            Block.of("0.0.0.0", 8),
            Block.of("10.0.0.0", 8),
            Block.of("100.64.0.0", 10),
            Block.of("127.0.0.0", 8),
            Block.of("169.254.0.0", 16),
            Block.of("172.16.0.0", 12),
            Block.of("192.0.0.0", 24),
            Block.of("192.0.2.0", 24),
            Block.of("192.88.99.0", 24),
            Block.of("192.168.0.0", 16),
            Block.of("198.18.0.0", 15),
            Block.of("198.51.100.0", 24),
            Block.of("203.0.113.0", 24),
            Block.of("224.0.0.0", 4),
            Block.of("240.0.0.0", 4),
            Block.of("2001::", 23),
            Block.of("2001:db8::", 32),
            Block.of("2002::", 16),
            Block.of("3fff::", 20));
    /** All that is given out so far; mapped, NAT64, unique local, link-local and multicast addresses lie outside. */
    private static final Block GLOBAL_V6 = Block.of("2000::", 3);

    private PublicAddress() {}

    /** Whether this is an address that anybody on the internet could be asked for. */
    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (!(address instanceof Inet4Address) && !GLOBAL_V6.holds(bytes)) {
            return false;
        }
        return NOT_PUBLIC.stream().noneMatch(block -> block.holds(bytes));
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Block(byte[] start, int bits) {
        static Block of(String start, int bits) {
            try {
                // A literal: no name is looked up.
                return new Block(InetAddress.getByName(start).getAddress(), bits);
            } catch (UnknownHostException e) {
                throw new IllegalStateException(start, e);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            int whole = bits / 8;
            int rest = bits % 8;
            int mask = (0xff << (8 - rest)) & 0xff;
            return Arrays.equals(address, 0, whole, start, 0, whole)
                    && (rest == 0 || (address[whole] & mask) == (start[whole] & mask));
        }
    }
}
