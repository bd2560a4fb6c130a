package io.serai.openai;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** A reply's body that ends in an error when it grows beyond a bound or the attempt's time is over. */
final class BoundedEntity extends HttpEntityWrapper {
    private final long max;
    private final HttpAttempt.Limit limit;

    BoundedEntity(HttpEntity entity, long max, HttpAttempt.Limit limit) {
        super(entity);
        this.max = max;
        this.limit = limit;
    }

    /** The reply is larger than we are willing to read. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(long max) {
            super("the reply is larger than " + max + " bytes");
        }
    }

    @Override
    public InputStream getContent() throws IOException {
        return new Bounded(super.getContent());
    }

    private final class Bounded extends FilterInputStream {
        private long read;

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
            int count;
            try {
                count = super.read(buffer, offset, length);
            } catch (IOException e) {
                limit.end();
                limit.throwIfOver(e);
                throw e;
            }
            read += Math.max(0, count);
            if (read > max) {
                limit.end();
                throw new TooLarge(max);
            }
            if (count < 0) {
                limit.end();
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            limit.end();
            super.close();
        }
    }
}
