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
 * The hosts of the bucket's region, each with its scheme, and each replaced by its setting when that is given.
 *
 * @param up takes uploads
 * @param rs takes orders on one object
 * @param rsf lists objects
 */
record KodoHosts(String up, String rs, String rsf) {
    static final String AUTO = "auto";

    private static final List<String> KNOWN =
            List.of("z0", "cn-east-2", "z1", "z2", "na0", "as0", "ap-southeast-2", "ap-southeast-3");

    /**
     * Refuses a region id that is not in the SDK's table.
     *
     * @throws SettingException unless {@code serai.qiniu.up-host} is given
     */
    static void check(Settings settings) {
        String id = settings.get(StorageSettings.QINIU_REGION);
        boolean own = settings.find(StorageSettings.QINIU_UP_HOST).isPresent();
        if (!KNOWN.contains(id) && !id.equals(AUTO) && !own) {
            throw new SettingException("serai.qiniu.region: '" + id + "' is not a Kodo region"
                    + DidYouMean.hint(id, KNOWN) + "; give one of " + String.join(", ", KNOWN)
                    + ", or auto, or serai.qiniu.up-host for a cloud of your own");
        }
    }

    /**
     * The hosts as the SDK knows them. A region is looked up in a table; the SDK's own way of asking Kodo makes two dozen
     * requests when that is down.
     *
     * @param id of a region of the table; another one's hosts are taken from the settings alone
     */
    static KodoHosts of(String id, Settings settings) {
        // A host that is left out would be the public cloud's, also for a private one.
        Region.Builder region = new Region.Builder(Region.createWithRegionId(id));
        host(settings, StorageSettings.QINIU_UP_HOST)
                .ifPresent(host -> region.srcUpHost(host).accUpHost(host));
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

    static Optional<String> host(Settings settings, Setting<URI> setting) {
        return settings.find(setting).map(uri -> uri.getScheme() + "://" + uri.getRawAuthority());
    }

    /** Asked once: the SDK's own look-up is not safe for several threads. */
    @SuppressWarnings("deprecation") // The SDK has no other door to a region's hosts.
    private static KodoHosts of(Configuration configuration) {
        try {
            // The token tells an automatic region which bucket is meant; a static one only wants to see any.
            String anyToken = Auth.create("none", "none").uploadToken("none");
            return new KodoHosts(
                    configuration.upHost(anyToken), configuration.rsHost(), configuration.rsfHost("none", "none"));
        } catch (QiniuException e) {
            throw new IllegalStateException("a static region knows its hosts", e);
        }
    }
}
