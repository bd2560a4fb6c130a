package io.serai.qiniu;

import com.qiniu.common.QiniuException;
import com.qiniu.storage.Configuration;
import com.qiniu.storage.Region;
import io.serai.config.DidYouMean;
import io.serai.config.SeraiSettings;
import io.serai.config.Setting;
import io.serai.config.SettingException;
import io.serai.config.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The hosts of the bucket's region, each replaced by its setting when that is given. */
final class KodoRegion {
    private static final List<String> KNOWN =
            List.of("z0", "cn-east-2", "z1", "z2", "na0", "as0", "ap-southeast-2", "ap-southeast-3");

    private KodoRegion() {}

    /**
     * The SDK's configuration. The region is looked up in a table and not by asking Kodo, which would cost two dozen requests
     * when Kodo is down.
     *
     * @throws SettingException for an id that is not in the table, unless {@code serai.qiniu.up-host} is given
     */
    static Configuration configuration(Settings settings) {
        String id = settings.get(SeraiSettings.QINIU_REGION);
        Optional<String> up = host(settings, SeraiSettings.QINIU_UP_HOST);
        if (!KNOWN.contains(id) && up.isEmpty()) {
            throw new SettingException("serai.qiniu.region: '" + id + "' is not a Kodo region"
                    + DidYouMean.hint(id, KNOWN) + "; give one of " + String.join(", ", KNOWN)
                    + ", or serai.qiniu.up-host for a cloud of your own");
        }
        // A host that is left out would be the public cloud's, also for a private one.
        Region.Builder region = new Region.Builder(Region.createWithRegionId(id));
        up.ifPresent(host -> region.srcUpHost(host).accUpHost(host));
        host(settings, SeraiSettings.QINIU_RS_HOST)
                .ifPresent(host -> region.rsHost(host).rsfHost(host));
        host(settings, SeraiSettings.QINIU_IO_HOST).ifPresent(region::iovipHost);
        host(settings, SeraiSettings.QINIU_UC_HOST).ifPresent(region::ucHost);
        host(settings, SeraiSettings.QINIU_API_HOST).ifPresent(region::apiHost);
        Configuration configuration = Configuration.create(region.build());
        // Servers upload to the origin; the accelerated hosts are for browsers and phones.
        configuration.accUpHostFirst = false;
        return configuration;
    }

    /** Address of the upload host, with its scheme. */
    @SuppressWarnings("deprecation") // The SDK has no other door to a region's hosts.
    static String up(Configuration configuration, String uploadToken) {
        try {
            return configuration.upHost(uploadToken);
        } catch (QiniuException e) {
            throw new IllegalStateException("a static region knows its hosts", e);
        }
    }

    /** Address of the management host, with its scheme. */
    @SuppressWarnings("deprecation")
    static String rs(Configuration configuration) {
        return configuration.rsHost();
    }

    private static Optional<String> host(Settings settings, Setting<URI> setting) {
        return settings.find(setting).map(uri -> uri.getScheme() + "://" + uri.getRawAuthority());
    }
}
