package io.serai.openai;

import io.serai.config.ReplyLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A reply's body that ends in an error when it grows beyond a bound or a time limit is over. It hands out what has arrived
 * at once, so that a stream can be read as it flows. Closed before its end, it drops the connection: the rest is neither
 * read nor waited for.
 */
final class BoundedEntity extends HttpEntityWrapper {
    private final ReplyLimits limits;
    private final AttemptClock clock;
    private @Nullable InputStream content;

    BoundedEntity(HttpEntity entity, ReplyLimits limits, AttemptClock clock) {
        super(entity);
        this.limits = limits;
        this.clock = clock;
    }

    /** The reply is larger than we are willing to read. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(ReplyLimits limits) {
            super("the reply is larger than " + limits.maxReply() + " bytes ("
                    + limits.keys().maxReply() + ")");
        }
    }

    /** One and the same stream each time: Camel closes it once more when the exchange is done. */
    @Override
    public InputStream getContent() throws IOException {
        if (content == null) {
            content = new Bounded(super.getContent());
        }
        return content;
    }

    private final class Bounded extends FilterInputStream {
        private long read;
        private boolean over;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (over) {
                return -1;
            }
            clock.reading();
            int count;
            try {
                count = super.read(buffer, offset, length);
            } catch (IOException e) {
                over = true;
                clock.drop();
                throw clock.reason(e);
            }
            clock.read(count);
            read += Math.max(0, count);
            if (read > limits.maxReply()) {
                over = true;
                clock.drop();
                throw new TooLarge(limits);
            }
            if (count < 0) {
                over = true;
                clock.end();
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            if (!over) {
                over = true;
                clock.drop();
            }
            super.close();
        }
    }
}
