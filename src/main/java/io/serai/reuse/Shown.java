package io.serai.reuse;

/**
 * What a caller is shown of a reply before it is complete, as with a stream. To repeat an answer byte for byte is to show the
 * same again. Travels as the exchange property {@link Wishes#SHOWN}; used by one thread at a time.
 */
public interface Shown {
    /** How the caller wants to be shown it, as CBOR takes it: in another form it is another request. */
    Object form();

    /** All that was shown so far; empty when nothing was. */
    byte[] bytes();

    /** Says, before the operation ends, what is to be shown of its reply: what an earlier caller was shown. */
    void again(byte[] bytes);
}
