package io.serai.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Redis bulk replies: {@code $<length>\r\n<bytes>\r\n}, or {@code $-1\r\n} for none. */
final class RespFrames implements Frames {
    private final StringBuilder head = new StringBuilder();
    private int left = -1;
    private boolean good;
    private String problem = "";
    private long firstByte;
    private long bodyBytes;

    @Override
    public boolean feed(ByteBuf in) {
        while (left < 0 && in.isReadable()) {
            char next = (char) in.readByte();
            if (next != '\n') {
                head.append(next);
                continue;
            }
            String line = head.toString().strip();
            head.setLength(0);
            firstByte = System.nanoTime();
            good = line.startsWith("$") && !line.equals("$-1");
            if (!good) {
                problem = line;
                return true;
            }
            left = Integer.parseInt(line.substring(1)) + 2;
        }
        int count = Math.min(left, in.readableBytes());
        if (count <= 0) {
            return false;
        }
        in.skipBytes(count);
        left -= count;
        bodyBytes += count;
        if (left > 0) {
            return false;
        }
        left = -1;
        return true;
    }

    /** {@code SET key value} as Redis reads it. */
    static byte[] set(String key, String value) {
        return ("*3\r\n$3\r\nSET\r\n$" + key.length() + "\r\n" + key + "\r\n$" + value.length() + "\r\n" + value
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean good() {
        return good;
    }

    @Override
    public String problem() {
        return problem;
    }

    @Override
    public long firstByte() {
        return firstByte;
    }

    @Override
    public long bodyBytes() {
        return bodyBytes;
    }
}
