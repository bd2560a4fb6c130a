package io.serai.tts;

/** Finds the tags around a stream of frames: ID3v2 (id3.org, "ID3 tag version 2.4.0") before, ID3v1 after. */
final class Id3 {
    private static final int V2_HEADER = 10;
    private static final int V2_FOOTER_FLAG = 0x10;
    private static final int V1_LENGTH = 128;

    private Id3() {}

    /** Returns where the ID3v2 tags that start at {@code from} end, which is {@code from} if there is none. */
    static int skip(byte[] file, int from) {
        int at = from;
        while (at + V2_HEADER <= file.length && Signature.isAt(file, at, "ID3")) {
            int size = 0;
            for (int i = 6; i < V2_HEADER; i++) {
                size = (size << 7) | (file[at + i] & 0x7F);
            }
            boolean footer = (file[at + 5] & V2_FOOTER_FLAG) != 0;
            long end = (long) at + V2_HEADER + size + (footer ? V2_HEADER : 0);
            if (end > file.length) {
                throw new IllegalArgumentException("ID3v2 tag of " + size + " bytes runs past the end");
            }
            at = (int) end;
        }
        return at;
    }

    /** Returns the length of the file without an ID3v1 tag at its end. */
    static int end(byte[] file) {
        int tag = file.length - V1_LENGTH;
        return tag >= 0 && Signature.isAt(file, tag, "TAG") ? tag : file.length;
    }
}
