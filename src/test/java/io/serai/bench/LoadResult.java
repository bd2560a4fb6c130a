package io.serai.bench;

/**
 * What a run of the load generator found. Times are in milliseconds.
 *
 * @param calls answered with 200 (Redis: with a value)
 * @param errors answered otherwise, or not at all
 * @param seconds from the first request to the last answer
 * @param firstP50 until the first byte of the body
 * @param problem what the first error was, or empty
 */
record LoadResult(
        long calls,
        long errors,
        double seconds,
        long bodyBytes,
        double p50,
        double p99,
        double max,
        double firstP50,
        double firstP99,
        String problem) {

    double callsPerSecond() {
        return calls / seconds;
    }
}
