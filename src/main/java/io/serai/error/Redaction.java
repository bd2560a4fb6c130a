package io.serai.error;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of texts that people or other programs will see: the values of secret settings, whatever looks like a key,
 * and the user and the query of an address. Every failure's message and every log line goes through here. Thread-safe.
 */
public final class Redaction {
    private static final String HIDDEN = "***";
    private static final int SHORTEST = 6;

    private static final Pattern QUERY = Pattern.compile("(https?://[^\\s?#'\")]+)[?#][^\\s'\")]*");
    private static final Pattern USER = Pattern.compile("\\b([a-z][a-z0-9+.-]{1,20}://)[^\\s/@'\"]{1,500}@");
    private static final Pattern KEY =
            Pattern.compile("\\b(sk|pk|rk|Bearer|Basic|QBox|Qiniu|AKIA)[-_ :][A-Za-z0-9_:=+./-]{8,}");

    /** Values of this JVM's secret settings; a log has no other way to know whose line it writes. */
    private static final Set<String> SECRETS = new CopyOnWriteArraySet<>();

    private Redaction() {}

    /** From now on these values are shown nowhere. Very short ones are left out: they would blot out ordinary words. */
    public static void hide(Collection<String> secrets) {
        secrets.stream()
                .map(String::strip)
                .filter(secret -> secret.length() >= SHORTEST)
                .forEach(SECRETS::add);
    }

    public static String clean(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String clean = text;
        for (String secret : SECRETS) {
            clean = clean.replace(secret, HIDDEN);
        }
        if (clean.contains("://")) {
            clean = QUERY.matcher(clean).replaceAll("$1");
            clean = USER.matcher(clean).replaceAll("$1" + HIDDEN + "@");
        }
        Matcher keys = KEY.matcher(clean);
        return keys.find() ? keys.replaceAll(HIDDEN) : clean;
    }

    /** The parts of a secret that could stand alone, such as the password of an address. */
    public static List<String> parts(String secret) {
        int at = secret.lastIndexOf('@');
        int scheme = secret.indexOf("://");
        if (at < 0 || scheme < 0) {
            return List.of(secret);
        }
        String user = secret.substring(scheme + 3, at);
        return List.of(secret, user, user.substring(user.indexOf(':') + 1));
    }
}
