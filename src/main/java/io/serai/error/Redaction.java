package io.serai.error;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
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
    private static final List<String> BEGINNINGS =
            List.of("sk", "pk", "rk", "Bearer", "Basic", "QBox", "Qiniu", "AKIA");
    private static final String SEPARATORS = "-_ :";
    private static final Pattern KEY =
            Pattern.compile("\\b(" + String.join("|", BEGINNINGS) + ")[" + SEPARATORS + "][A-Za-z0-9_:=+./-]{8,}");

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
        return mayHoldKey(clean) ? KEY.matcher(clean).replaceAll(HIDDEN) : clean;
    }

    /** Nearly every text holds none, and searching for a few words is a tenth of the work of the pattern. */
    private static boolean mayHoldKey(String text) {
        for (String beginning : BEGINNINGS) {
            for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
                int next = at + beginning.length();
                if (next < text.length() && SEPARATORS.indexOf(text.charAt(next)) >= 0) {
                    return true;
                }
            }
        }
        return false;
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
