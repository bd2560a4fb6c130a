package io.serai.testing;

import com.qiniu.http.Client;
import com.qiniu.storage.Configuration;
import com.qiniu.storage.Region;
import java.util.Random;

/** The real Qiniu SDK pointed at a {@link KodoDouble} with every host set, because an unset one is the public cloud. */
final class KodoSdk {
    private KodoSdk() {}

    static Configuration configuration(KodoDouble kodo) {
        String host = kodo.host();
        Region region = new Region.Builder()
                .region("z0")
                .srcUpHost(host)
                .accUpHost(host)
                .iovipHost(host)
                .ioSrcHost(host)
                .rsHost(host)
                .rsfHost(host)
                .apiHost(host)
                .ucHost(host)
                .build();
        Configuration configuration = Configuration.create(region);
        configuration.useHttpsDomains = false;
        configuration.retryMax = 0;
        return configuration;
    }

    static Client client(KodoDouble kodo) {
        return new Client(configuration(kodo));
    }

    /** The same pseudo-random bytes each time. */
    static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
