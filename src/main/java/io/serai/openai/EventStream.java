package io.serai.openai;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The data of server-sent events, as the WHATWG standard has them; other fields and comments are passed over. */
final class EventStream {
    private final InputStream in;

    /**
     * @param in bounded by whoever made it: an event is as long as its sender likes
     */
    EventStream(InputStream in) {
        this.in = new BufferedInputStream(in, 16 * 1024);
    }

    /** The data of the next event, or null at the end of the stream. An event that was cut is none. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        boolean any = false;
        for (byte[] line = line(); line != null; line = line()) {
            if (line.length == 0) {
                if (any) {
                    return data.toByteArray();
                }
            } else if (isData(line)) {
                if (any) {
                    data.write('\n');
                }
                any = true;
                int from = line.length > 5 && line[5] == ' ' ? 6 : 5;
                data.write(line, from, line.length - from);
            }
        }
        return null;
    }

    private static boolean isData(byte[] line) {
        return line.length >= 5
                && line[0] == 'd'
                && line[1] == 'a'
                && line[2] == 't'
                && line[3] == 'a'
                && line[4] == ':';
    }

    /** Ends with LF or CR LF, as all who send events do. */
    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                byte[] bytes = line.toByteArray();
                boolean cr = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
                return cr ? java.util.Arrays.copyOf(bytes, bytes.length - 1) : bytes;
            }
            line.write(b);
        }
        return null;
    }
}
