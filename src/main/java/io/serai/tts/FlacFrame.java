package io.serai.tts;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** One FLAC frame, which carries its own place in the stream (RFC 9639 section 9) and so must change to be moved. */
final class FlacFrame {
    private static final int CHECKSUM = 2;
    private static final int FIXED_SIZE = 0xF8;
    private static final int VARIABLE_SIZE = 0xF9;

    private final FlacHeader header;
    private final byte[] frame;

    private FlacFrame(FlacHeader header, byte[] frame) {
        this.header = header;
        this.frame = frame;
    }

    /** Returns the frame at that place: it ends where its checksum fits and another frame or nothing follows. */
    static FlacFrame read(byte[] file, int at) {
        FlacHeader header =
                FlacHeader.at(file, at).orElseThrow(() -> new IllegalArgumentException("no FLAC frame at byte " + at));
        int state = 0;
        for (int i = at; i < file.length; i++) {
            state = Crc.FLAC_FRAME.step(state, file[i]);
            int end = i + 1;
            boolean whole = state == 0 && end >= at + header.length() + CHECKSUM;
            if (whole && (end == file.length || FlacHeader.at(file, end).isPresent())) {
                return new FlacFrame(header, Arrays.copyOfRange(file, at, end));
            }
        }
        throw new IllegalArgumentException("FLAC frame at byte " + at + " is cut off or damaged");
    }

    /** Returns the same sound at another place. */
    byte[] renumbered(boolean fixedSize, long number) {
        int afterNumber = FlacHeader.NUMBER + header.numberLength();
        ByteArrayOutputStream out = new ByteArrayOutputStream(frame.length + 8);
        out.write(frame[0]);
        out.write(fixedSize ? FIXED_SIZE : VARIABLE_SIZE);
        out.write(frame, 2, 2);
        out.writeBytes(FlacHeader.number(number));
        out.write(frame, afterNumber, header.length() - 1 - afterNumber);
        out.write(Crc.FLAC_HEADER.of(out.toByteArray(), 0, out.size()));
        out.write(frame, header.length(), frame.length - CHECKSUM - header.length());
        int check = Crc.FLAC_FRAME.of(out.toByteArray(), 0, out.size());
        out.write(check >> 8);
        out.write(check);
        return out.toByteArray();
    }

    int blockSize() {
        return header.blockSize();
    }

    int length() {
        return frame.length;
    }
}
