package io.serai.reload;

/** {@code io.serai:context=NAME,type=routes}: what live editing of routes has done. */
public interface ReloadMXBean {
    /** {@code file:line: message} of what is wrong now; empty when all files are in force. */
    String[] getProblems();

    /** Files put in force, or taken out, since the start. */
    long getExchanges();

    /** Whether all files of the folder are in force. */
    boolean isCurrent();

    /** Why the files are not judged or not exchanged yet, such as an empty file; empty when nothing is waited for. */
    String getWaiting();
}
