package io.serai.testing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * Kodo's content hash, written from its description and not with the SDK, so that the two check each other: blocks of
 * 4 MiB, SHA-1 of each, SHA-1 of those when there is more than one, a prefix byte, URL-safe Base64.
 */
final class Qetag {
    private static final int BLOCK = 4 * 1024 * 1024;
    private static final byte ONE_BLOCK = 0x16;
    private static final byte MANY_BLOCKS = (byte) 0x96;
    private static final byte ODD_PARTS = (byte) 0x9e;

    private Qetag() {}

    static String of(byte[] content) {
        return encode(raw(content));
    }

    /** The hash of an object made from parts: as above when the parts are blocks, else over the parts. */
    static String ofParts(List<byte[]> parts, byte[] whole) {
        boolean blocks = parts.get(parts.size() - 1).length <= BLOCK
                && parts.subList(0, parts.size() - 1).stream().allMatch(part -> part.length == BLOCK);
        if (blocks) {
            return of(whole);
        }
        MessageDigest sums = sha1();
        for (byte[] part : parts) {
            byte[] raw = raw(part);
            sums.update(raw, 1, raw.length - 1);
        }
        return encode(prefixed(ODD_PARTS, sums.digest()));
    }

    private static byte[] raw(byte[] content) {
        if (content.length <= BLOCK) {
            return prefixed(ONE_BLOCK, sha1().digest(content));
        }
        MessageDigest sums = sha1();
        for (int start = 0; start < content.length; start += BLOCK) {
            MessageDigest block = sha1();
            block.update(content, start, Math.min(BLOCK, content.length - start));
            sums.update(block.digest());
        }
        return prefixed(MANY_BLOCKS, sums.digest());
    }

    private static byte[] prefixed(byte prefix, byte[] digest) {
        byte[] all = new byte[digest.length + 1];
        all[0] = prefix;
        System.arraycopy(digest, 0, all, 1, digest.length);
        return all;
    }

    private static String encode(byte[] raw) {
        return Base64.getUrlEncoder().encodeToString(raw);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
