package io.serai.image;

import io.serai.CallOptions;
import io.serai.Operation;
import io.serai.OperationCaller;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Image generation for Java callers. Thread-safe. Every method throws {@link io.serai.error.ServiceException}; the
 * {@code ...Async} forms complete exceptionally with it.
 */
public final class ImageService {
    private final OperationCaller caller;

    public ImageService(OperationCaller caller) {
        this.caller = caller;
    }

    /** The same service, with these options for every call. */
    public ImageService with(CallOptions options) {
        return new ImageService(caller.with(options));
    }

    /**
     * One complete image file.
     *
     * @param size width x height, such as {@code 1024x1024}; null for {@code serai.image.size}
     * @param quality such as {@code standard}; null for {@code serai.image.quality}
     */
    public byte[] generate(String prompt, @Nullable String size, @Nullable String quality) {
        return generate(new ImageRequest(prompt, null, size, quality)).bytes().clone();
    }

    /** {@link #generate(String, String, String)} with the configured size and quality. */
    public byte[] generate(String prompt) {
        return generate(prompt, null, null);
    }

    public CompletableFuture<byte[]> generateAsync(String prompt, @Nullable String size, @Nullable String quality) {
        return generateAsync(new ImageRequest(prompt, null, size, quality))
                .thenApply(image -> image.bytes().clone());
    }

    public CompletableFuture<byte[]> generateAsync(String prompt) {
        return generateAsync(prompt, null, null);
    }

    /** The image with its content type and receipt. */
    public Image generate(ImageRequest request) {
        return caller.call(Operation.IMAGE_GENERATE, request, Image.class);
    }

    public CompletableFuture<Image> generateAsync(ImageRequest request) {
        return caller.callAsync(Operation.IMAGE_GENERATE, request, Image.class);
    }
}
