package io.serai.door;

import io.serai.error.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Exchange;

/** Reads a request's body without ever taking more than its limit. */
final class BoundedBody {
    private BoundedBody() {}

    static byte[] read(Exchange exchange, long max) throws IOException {
        try (InputStream in = stream(exchange)) {
            byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, max + 1));
            if (bytes.length > max) {
                throw tooLarge(max);
            }
            return bytes;
        }
    }

    static long copy(Exchange exchange, OutputStream out, long max) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        try (InputStream in = stream(exchange)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                total += count;
                if (total > max) {
                    throw tooLarge(max);
                }
                out.write(buffer, 0, count);
            }
        }
        return total;
    }

    private static InputStream stream(Exchange exchange) {
        InputStream in = exchange.getIn().getBody(InputStream.class);
        return in == null ? InputStream.nullInputStream() : in;
    }

    private static InvalidRequestException tooLarge(long max) {
        return InvalidRequestException.tooLarge("rest", "body", "is larger than " + max + " bytes; send less");
    }
}
