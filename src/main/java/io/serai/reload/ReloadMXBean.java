package io.serai.reload;

/** {@code io.serai:type=Routes}: what live editing of routes has done. */
public interface ReloadMXBean {
    /** {@code file:line: message} of what is wrong now; empty when all files are in force. */
    String[] getProblems();

    /** Files put in force, or taken out, since the start. */
    long getExchanges();

    /** Whether all files of the folder are in force. */
    boolean isCurrent();

    /** Why an exchange is put off; empty when none is. */
    String getWaiting();
}
