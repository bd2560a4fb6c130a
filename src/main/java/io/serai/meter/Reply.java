package io.serai.meter;

/** What an operation answers: a result, and the receipt of the call that made it. */
public interface Reply {
    Receipt receipt();
}
