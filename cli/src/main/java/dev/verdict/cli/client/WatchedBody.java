package dev.verdict.cli.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that cannot be waited for for ever: it is closed when nothing came for a while, or when it
 * is not whole in time. The time-out of the JDK's client ends with the headers.
 */
final class WatchedBody extends FilterInputStream {
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("http-watch").factory());

  private final long silence;
  private final long end;
  private volatile boolean reading;
  private volatile long readingSince;
  private volatile boolean over;
  private volatile @Nullable String cut;

  /**
   * @param silence the longest between two bytes that somebody waits for
   * @param whole until when all of it has to be there; absent for a stream
   */
  WatchedBody(InputStream body, Duration silence, Optional<Duration> whole) {
    super(body);
    this.silence = silence.toNanos();
    this.end = System.nanoTime() + whole.map(Duration::toNanos).orElse(Long.MAX_VALUE / 2);
    watchIn(this.silence);
  }

  private void watchIn(long nanos) {
    long now = System.nanoTime();
    TIMER.schedule(this::look, Math.max(1, Math.min(nanos, end - now)), TimeUnit.NANOSECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    long silent = reading ? now - readingSince : 0;
    if (over) {
      return;
    }
    if (now - end >= 0) {
      cut("the answer was not whole in time");
    } else if (silent >= silence) {
      cut("nothing came for " + TimeUnit.NANOSECONDS.toMillis(silence) / 1000.0 + " s");
    } else {
      watchIn(silence - silent);
    }
  }

  private void cut(String why) {
    cut = why;
    try {
      in.close();
    } catch (IOException e) {
      // It is given up; the reader is told why.
      return;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    readingSince = System.nanoTime();
    reading = true;
    try {
      int count = in.read(into, from, length);
      String why = cut;
      if (why != null && count < 0) {
        throw new IOException(why);
      }
      return count;
    } catch (IOException e) {
      String why = cut;
      throw why == null ? e : new IOException(why, e);
    } finally {
      reading = false;
    }
  }

  @Override
  public void close() throws IOException {
    over = true;
    super.close();
  }
}
