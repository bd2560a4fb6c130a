package io.serai.reload;

/**
 * What is wrong with a file of routes.
 *
 * @param file its name
 * @param line counted from 1
 */
public record RouteProblem(String file, int line, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
