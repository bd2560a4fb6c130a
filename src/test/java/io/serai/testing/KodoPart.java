package io.serai.testing;

/** A stored part of an upload that has been neither completed nor aborted: paid for, seen by nobody. */
public record KodoPart(String uploadId, String bucket, String key, int number, int size) {}
