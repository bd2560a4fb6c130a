package io.serai.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.config.Upstream;
import io.serai.config.Upstreams;
import io.serai.json.Json;
import io.serai.llm.ModelCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that the upstreams say they have ({@code GET /models}), remembered for five minutes. An upstream that does not
 * answer has none; it is asked again half a minute later.
 */
public final class UpstreamModels implements ModelCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(UpstreamModels.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration FAILED = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 4 << 20;

    private final Upstreams upstreams;
    private final Map<String, Listed> listed = new ConcurrentHashMap<>();

    /** Made when models are first asked for: it costs a start some 40 ms. */
    private static final class Http {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private record Listed(List<Model> models, long untilNanos) {}

    public UpstreamModels(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    @Override
    public List<Model> models() {
        List<Model> all = new ArrayList<>();
        upstreams.aliases().forEach(alias -> all.add(new Model(alias, 0, "serai")));
        for (Upstream upstream : upstreams.all()) {
            all.addAll(of(upstream));
        }
        return all;
    }

    private List<Model> of(Upstream upstream) {
        Listed known = listed.get(upstream.name());
        if (known == null || known.untilNanos() - System.nanoTime() < 0) {
            known = ask(upstream);
            listed.put(upstream.name(), known);
        }
        return known.models();
    }

    private Listed ask(Upstream upstream) {
        try {
            List<Model> models = new ArrayList<>();
            for (JsonNode model : Json.read(answer(upstream)).path("data")) {
                String id = model.path("id").asText("");
                if (!id.isEmpty()) {
                    // The default upstream's models need not be called by its name.
                    models.add(new Model(
                            upstream.name().equals(Upstreams.DEFAULT) ? id : upstream.name() + "/" + id,
                            model.path("created").asLong(),
                            model.path("owned_by").asText(upstream.name())));
                }
            }
            return new Listed(List.copyOf(models), System.nanoTime() + FRESH.toNanos());
        } catch (IOException e) {
            LOG.info("The models of {} are not known: {}", upstream.name(), e.getMessage());
            return new Listed(List.of(), System.nanoTime() + FAILED.toNanos());
        }
    }

    private byte[] answer(Upstream upstream) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(upstream.baseUrl() + "/models"))
                .timeout(PATIENCE)
                .header("User-Agent", "serai");
        if (!upstream.keys().isEmpty()) {
            request.header("Authorization", "Bearer " + upstream.keys().get(0));
        }
        try {
            HttpResponse<InputStream> response =
                    Http.CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("it answers " + response.statusCode());
                }
                byte[] bytes = body.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new IOException("its list is larger than " + MAX_BYTES + " bytes");
                }
                return bytes;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
