package io.serai.qiniu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.serai.error.AuthException;
import io.serai.storage.Link;
import io.serai.storage.ObjectStore;
import io.serai.storage.ObjectStoreContract;
import io.serai.testing.KodoDouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract at a private bucket, and its signed links. */
class KodoPrivateBucketTest extends ObjectStoreContract {
    private final KodoDouble kodo = KodoDouble.startPrivate();
    private final ObjectStore store = KodoFixture.store(kodo, true);

    @Override
    protected ObjectStore store() {
        return store;
    }

    @AfterEach
    void close() {
        store.close();
        kodo.close();
    }

    @Test
    void a_signed_link_opens_the_object_until_it_expires() throws Exception {
        store.put(object("图/a b#1.txt", random(50), "text/plain"), upload());

        Link link = store.url("图/a b#1.txt", Duration.ofMinutes(10));

        assertThat(link.expiresAt())
                .isBetween(Instant.now().plusSeconds(500), Instant.now().plusSeconds(601));
        assertThat(status(link.url())).isEqualTo(200);
        kodo.advance(Duration.ofMinutes(11));
        assertThat(status(link.url())).isEqualTo(401);
    }

    @Test
    void an_expired_link_still_names_its_object() {
        String old = store.url("a.txt", Duration.ofSeconds(1)).url();

        assertThat(store.key("storage-download", "source", old)).isEqualTo("a.txt");
    }

    @Test
    void a_refused_link_is_reported_without_its_signature() {
        store.put(object("a.txt", random(50), "text/plain"), upload());
        kodo.advance(Duration.ofDays(1));

        AuthException refused =
                catchThrowableOfType(AuthException.class, () -> store.get("a.txt", null, 1000, download()));

        assertThat(refused).hasMessageContaining("clock");
        assertThat(refused.toString()).doesNotContain("token=").doesNotContain(kodo.accessKey());
    }

    private static int status(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
