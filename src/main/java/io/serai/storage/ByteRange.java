package io.serai.storage;

import io.serai.error.ErrorDetail;
import io.serai.error.InvalidRequestException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of an object, as asked for (RFC 9110 section 14.1.2).
 *
 * @param first offset of the first byte; -1 for the last {@code last} bytes
 * @param last offset of the last byte, included; -1 for the end
 */
public record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** The range of a {@code Range} header; null when it is none that must be understood, such as several at once. */
    public static @Nullable ByteRange of(@Nullable String header) {
        Matcher m = ONE.matcher(header == null ? "" : header.strip());
        if (!m.matches() || (m.group(1).isEmpty() && m.group(2).isEmpty())) {
            return null;
        }
        long first = m.group(1).isEmpty() ? -1 : Long.parseLong(m.group(1));
        long last = m.group(2).isEmpty() ? -1 : Long.parseLong(m.group(2));
        return first >= 0 && last >= 0 && last < first ? null : new ByteRange(first, last);
    }

    /** The header that asks for this range. */
    public String header() {
        return "bytes=" + (first < 0 ? "" : first) + "-" + (last < 0 ? "" : last);
    }

    /**
     * The offsets in an object of this size, both included.
     *
     * @throws InvalidRequestException with status 416 when none of it lies in the object
     */
    public ByteRange within(String operation, long size) {
        long from = first < 0 ? Math.max(0, size - last) : first;
        long to = first < 0 || last < 0 ? size - 1 : Math.min(last, size - 1);
        if (from > to) {
            throw beyond(operation, size);
        }
        return new ByteRange(from, to);
    }

    /** Number of bytes of a range with both offsets. */
    public long length() {
        return last - first + 1;
    }

    /** What is said when the object has no such bytes. */
    public static InvalidRequestException beyond(String operation, long size) {
        return new InvalidRequestException(
                "range: lies outside the object" + (size < 0 ? "" : ", which has " + size + " bytes")
                        + "; ask for bytes it has",
                ErrorDetail.of(operation).answered(416, null, null).because("range_not_satisfiable", "range"));
    }
}
