package io.serai.qiniu;

import com.qiniu.common.QiniuException;
import com.qiniu.storage.Configuration;
import com.qiniu.storage.Region;
import com.qiniu.util.Auth;
import io.serai.config.DidYouMean;
import io.serai.config.Setting;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import io.serai.config.StorageSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The hosts of the bucket's region, each replaced by its setting when that is given.
 *
 * @param up address of the upload host, with its scheme
 * @param rs address of the management host, with its scheme
 */
record KodoHosts(String up, String rs) {
    private static final List<String> KNOWN =
            List.of("z0", "cn-east-2", "z1", "z2", "na0", "as0", "ap-southeast-2", "ap-southeast-3");

    /**
     * The hosts as the SDK knows them. The region is looked up in a table and not by asking Kodo, which would cost two dozen
     * requests when Kodo is down.
     *
     * @throws SettingException for an id that is not in the table, unless {@code serai.qiniu.up-host} is given
     */
    static KodoHosts of(Settings settings) {
        String id = settings.get(StorageSettings.QINIU_REGION);
        Optional<String> up = host(settings, StorageSettings.QINIU_UP_HOST);
        if (!KNOWN.contains(id) && up.isEmpty()) {
            throw new SettingException("serai.qiniu.region: '" + id + "' is not a Kodo region"
                    + DidYouMean.hint(id, KNOWN) + "; give one of " + String.join(", ", KNOWN)
                    + ", or serai.qiniu.up-host for a cloud of your own");
        }
        // A host that is left out would be the public cloud's, also for a private one.
        Region.Builder region = new Region.Builder(Region.createWithRegionId(id));
        up.ifPresent(host -> region.srcUpHost(host).accUpHost(host));
        host(settings, StorageSettings.QINIU_RS_HOST)
                .ifPresent(host -> region.rsHost(host).rsfHost(host));
        host(settings, StorageSettings.QINIU_IO_HOST).ifPresent(region::iovipHost);
        host(settings, StorageSettings.QINIU_UC_HOST).ifPresent(region::ucHost);
        host(settings, StorageSettings.QINIU_API_HOST).ifPresent(region::apiHost);
        Configuration configuration = Configuration.create(region.build());
        // Servers upload to the origin; the accelerated hosts are for browsers and phones.
        configuration.accUpHostFirst = false;
        return of(configuration);
    }

    /** Asked once: the SDK's own look-up is not safe for several threads. */
    @SuppressWarnings("deprecation") // The SDK has no other door to a region's hosts.
    private static KodoHosts of(Configuration configuration) {
        try {
            // The token tells an automatic region which bucket is meant; a static one only wants to see any.
            String anyToken = Auth.create("none", "none").uploadToken("none");
            return new KodoHosts(configuration.upHost(anyToken), configuration.rsHost());
        } catch (QiniuException e) {
            throw new IllegalStateException("a static region knows its hosts", e);
        }
    }

    private static Optional<String> host(Settings settings, Setting<URI> setting) {
        return settings.find(setting).map(uri -> uri.getScheme() + "://" + uri.getRawAuthority());
    }
}
