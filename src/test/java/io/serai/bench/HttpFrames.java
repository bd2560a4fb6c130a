package io.serai.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** HTTP/1.1 replies with a length or in chunks (RFC 9112); as little work as their ends allow. */
final class HttpFrames implements Frames {
    private static final int MAX_HEAD = 16_384;

    private enum State {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER
    }

    private final StringBuilder line = new StringBuilder();
    private State state = State.HEAD;
    private int status;
    private long left;
    private boolean chunked;
    private long firstByte;
    private long bodyBytes;

    @Override
    public boolean feed(ByteBuf in) {
        boolean complete = false;
        while (in.isReadable() && !complete) {
            complete = switch (state) {
                case HEAD -> head(in);
                case BODY, CHUNK -> body(in);
                case CHUNK_SIZE, CHUNK_END, TRAILER -> line(in);
            };
        }
        if (in.isReadable()) {
            throw new IllegalStateException("bytes after the end of a reply");
        }
        return complete;
    }

    private boolean head(ByteBuf in) {
        int from = line.length();
        line.append(in.toString(StandardCharsets.ISO_8859_1));
        int end = line.indexOf("\r\n\r\n", Math.max(0, from - 3));
        if (end < 0) {
            if (line.length() > MAX_HEAD) {
                throw new IllegalStateException("a head without an end");
            }
            in.skipBytes(in.readableBytes());
            return false;
        }
        in.skipBytes(end + 4 - from);
        String head = line.substring(0, end + 2);
        line.setLength(0);
        status = Integer.parseInt(head.substring(9, 12));
        firstByte = 0;
        chunked = contains(head, "transfer-encoding: chunked");
        left = chunked ? 0 : length(head);
        state = chunked ? State.CHUNK_SIZE : State.BODY;
        return !chunked && left == 0 && ended();
    }

    private boolean body(ByteBuf in) {
        if (firstByte == 0) {
            firstByte = System.nanoTime();
        }
        int count = (int) Math.min(left, in.readableBytes());
        in.skipBytes(count);
        bodyBytes += count;
        left -= count;
        if (left > 0) {
            return false;
        }
        if (chunked) {
            state = State.CHUNK_END;
            return false;
        }
        return ended();
    }

    private boolean line(ByteBuf in) {
        byte next = in.readByte();
        if (next != '\n') {
            line.append((char) next);
            return false;
        }
        String text = line.toString().strip();
        line.setLength(0);
        if (state == State.CHUNK_END) {
            state = State.CHUNK_SIZE;
        } else if (state == State.CHUNK_SIZE) {
            left = Long.parseLong(text, 16);
            state = left == 0 ? State.TRAILER : State.CHUNK;
        } else if (text.isEmpty()) {
            return ended();
        }
        return false;
    }

    private boolean ended() {
        state = State.HEAD;
        if (firstByte == 0) {
            firstByte = System.nanoTime();
        }
        return true;
    }

    private static long length(String head) {
        int at = indexOf(head, "content-length:");
        if (at < 0) {
            throw new IllegalStateException(
                    "neither a length nor chunks: " + head.lines().findFirst().orElse(""));
        }
        return Long.parseLong(head.substring(at + "content-length:".length(), head.indexOf('\r', at))
                .strip());
    }

    private static boolean contains(String head, String header) {
        return indexOf(head, header) >= 0;
    }

    /** Header names have no case. */
    private static int indexOf(String head, String header) {
        for (int at = head.indexOf('\n'); at >= 0; at = head.indexOf('\n', at + 1)) {
            if (head.regionMatches(true, at + 1, header, 0, header.length())) {
                return at + 1;
            }
        }
        return -1;
    }

    @Override
    public boolean good() {
        return status == 200;
    }

    @Override
    public String problem() {
        return "status " + status;
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
