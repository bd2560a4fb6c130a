package io.serai.config;

/** A setting that cannot be used. The message names the key, the value (unless secret) and what is allowed. */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message);
    }
}
