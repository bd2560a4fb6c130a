package io.serai.tts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The format and the samples of one RIFF WAVE file (Microsoft and IBM, "Multimedia Programming Interface and Data
 * Specifications 1.0", and WAVEFORMATEXTENSIBLE). OpenAI streams its header before it knows the length and writes
 * {@code FFFFFFFF} for both sizes; other servers write 0.
 */
final class WavFile implements AudioPart {
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int PLAIN_FORMAT = 16;
    private static final int PCM = 1;
    /** PCM, float, A-law, mu-law, extensible: each sample frame stands alone, so that a cut between two is harmless. */
    private static final Set<Integer> TAGS = Set.of(PCM, 3, 6, 7, 0xFFFE);
    /** What a length not yet known looks like: ffmpeg and OpenAI write FFFFFFFF, SoX 7FFFFFFF or a little less. */
    private static final long UNKNOWN = 0x7FFF_0000L;

    private final byte[] format;
    private final byte[] samples;

    private WavFile(byte[] format, byte[] samples) {
        this.format = format;
        this.samples = samples;
    }

    static boolean startIn(byte[] head) {
        return Signature.isAt(head, 0, "RIFF") && Signature.isAt(head, 8, "WAVE");
    }

    static WavFile parse(byte[] file) {
        if (!startIn(file)) {
            throw new IllegalArgumentException("does not start as a RIFF WAVE file");
        }
        byte[] format = {};
        long at = RIFF_HEADER;
        while (at + CHUNK_HEADER <= file.length) {
            int body = (int) at + CHUNK_HEADER;
            long size = Integer.toUnsignedLong(little(file).getInt(body - 4));
            if (Signature.isAt(file, (int) at, "data")) {
                return new WavFile(format, samples(file, body, size, blockAlign(format)));
            }
            if (body + size > file.length) {
                throw new IllegalArgumentException("WAV chunk at byte " + at + " runs past the end");
            }
            if (Signature.isAt(file, (int) at, "fmt ")) {
                format = normal(Arrays.copyOfRange(file, body, body + (int) size));
            }
            at = body + size + size % 2;
        }
        throw new IllegalArgumentException("WAV file has no data chunk");
    }

    // An 18-byte format chunk with an empty extension says the same as one of 16 bytes.
    private static byte[] normal(byte[] format) {
        boolean emptyExtension = format.length == PLAIN_FORMAT + 2 && format[16] == 0 && format[17] == 0;
        return emptyExtension ? Arrays.copyOf(format, PLAIN_FORMAT) : format;
    }

    private static int blockAlign(byte[] format) {
        if (format.length < PLAIN_FORMAT) {
            throw new IllegalArgumentException("WAV file has no complete format chunk before its data");
        }
        int align = little(format).getShort(12) & 0xFFFF;
        if (!TAGS.contains(tag(format)) || align == 0) {
            throw new IllegalArgumentException("WAV encoding " + tag(format) + " is not uncompressed audio");
        }
        return align;
    }

    private static byte[] samples(byte[] file, int from, long size, int align) {
        int rest = file.length - from;
        boolean honestEmpty = Integer.toUnsignedLong(little(file).getInt(4)) == file.length - CHUNK_HEADER;
        boolean streamed = size >= UNKNOWN || (size == 0 && !honestEmpty);
        if (!streamed && size > rest) {
            throw new IllegalArgumentException("WAV data is cut off: " + rest + " of " + size + " bytes");
        }
        int length = streamed ? rest : (int) size;
        if (length < align) {
            throw new IllegalArgumentException("holds no audio");
        }
        return Arrays.copyOfRange(file, from, from + length - length % align);
    }

    static byte[] join(List<WavFile> parts) {
        byte[] format = parts.get(0).format;
        int align = little(format).getShort(12) & 0xFFFF;
        int data = parts.stream().mapToInt(p -> p.samples.length).reduce(0, Math::addExact);
        int fact = tag(format) == PCM ? 0 : CHUNK_HEADER + 4;
        int pad = data % 2;
        int head = RIFF_HEADER + CHUNK_HEADER + format.length + format.length % 2 + fact + CHUNK_HEADER;
        byte[] file = new byte[Math.addExact(head, data + pad)];
        ByteBuffer out = little(file);
        out.put(ascii("RIFF")).putInt(file.length - CHUNK_HEADER).put(ascii("WAVE"));
        out.put(ascii("fmt ")).putInt(format.length).put(format).put(new byte[format.length % 2]);
        if (fact > 0) {
            out.put(ascii("fact")).putInt(4).putInt(data / align);
        }
        out.put(ascii("data")).putInt(data);
        parts.forEach(p -> out.put(p.samples));
        return file;
    }

    @Override
    public String layout() {
        ByteBuffer f = little(format);
        String extension = format.length == PLAIN_FORMAT
                ? ""
                : ", extension " + HexFormat.of().formatHex(format, PLAIN_FORMAT, format.length);
        return "WAV encoding " + tag(format) + ", " + f.getInt(4) + " Hz, " + f.getShort(2) + " channels, "
                + f.getShort(14) + " bits" + extension;
    }

    private static int tag(byte[] format) {
        return little(format).getShort(0) & 0xFFFF;
    }

    private static byte[] ascii(String id) {
        return id.getBytes(US_ASCII);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
