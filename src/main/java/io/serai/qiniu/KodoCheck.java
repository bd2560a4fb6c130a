package io.serai.qiniu;

import io.serai.config.SettingException;
import io.serai.error.AuthException;
import io.serai.error.ErrorDetail;
import io.serai.error.ServiceException;
import io.serai.retry.Deadline;
import io.serai.storage.Attempt;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Kodo at start whether the settings are right. One request; when Kodo does not answer, the start goes on. */
final class KodoCheck {
    private static final Logger LOG = LoggerFactory.getLogger(KodoCheck.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KodoBucket bucket;
    private final KodoRegion region;

    KodoCheck(KodoBucket bucket, KodoRegion region) {
        this.bucket = bucket;
        this.region = region;
    }

    /** @throws SettingException that says in one sentence which setting is wrong */
    void run() {
        KodoRegion.Facts facts;
        try {
            facts = region.facts(
                    new Attempt(ErrorDetail.of("storage-check").at("qiniu", null, 1), Deadline.in(PATIENCE)));
        } catch (AuthException e) {
            throw new SettingException(
                    "serai.qiniu.access-key, serai.qiniu.secret-key: Kodo refuses these keys" + " (status "
                            + e.detail().status() + "); compare them with the Qiniu console, and this machine's clock");
        } catch (ServiceException e) {
            boolean missing = e.detail().status() == 631 || e.detail().status() == 404;
            if (missing) {
                throw new SettingException("serai.qiniu.bucket: there is no bucket '" + bucket.name()
                        + "' in this account; compare it with the Qiniu console");
            }
            LOG.warn("The settings of Kodo could not be checked, going on without: {}", e.getMessage());
            return;
        }
        compare(facts);
        domain();
    }

    private void compare(KodoRegion.Facts facts) {
        if (!region.id().equals(KodoHosts.AUTO) && !region.id().equals(facts.region())) {
            throw new SettingException("serai.qiniu.region: the bucket '" + bucket.name() + "' lies in "
                    + facts.region() + " and not in " + region.id() + "; set serai.qiniu.region=" + facts.region());
        }
        if (bucket.signed() != facts.signed()) {
            throw new SettingException("serai.qiniu.private: the bucket '" + bucket.name() + "' is "
                    + (facts.signed() ? "private" : "public") + "; set serai.qiniu.private=" + facts.signed());
        }
    }

    /** Kodo has just answered, so the network works. */
    private void domain() {
        String host = bucket.domain().getHost();
        try {
            InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new SettingException("serai.qiniu.domain: no machine is called '" + host
                    + "'; give the domain that the Qiniu console shows for the bucket '" + bucket.name() + "'");
        }
    }
}
