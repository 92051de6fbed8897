package dev.verdict.runners.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Carries both streams of a process to its sink, each by a thread of its own.
 *
 * <p>The threads are platform threads: a read of a pipe cannot be interrupted, and one that is
 * stuck because a stranger holds the pipe would otherwise keep a carrier of virtual threads.
 */
final class OutputPump {
  private static final int CHUNK = 32 * 1024;

  private final OutputSink sink;
  private final Clock clock;
  private final Thread output;
  private final Thread error;
  private final ReentrantLock delivering = new ReentrantLock();
  private volatile boolean cut;
  private volatile @Nullable Exception problem;

  OutputPump(Process process, OutputSink sink, Clock clock) {
    this.sink = sink;
    this.clock = clock;
    this.output = reader(Channel.OUTPUT, process.getInputStream(), process.pid());
    this.error = reader(Channel.ERROR, process.getErrorStream(), process.pid());
  }

  void start() {
    output.start();
    error.start();
  }

  /** Whether both streams have ended and everything was delivered. */
  boolean awaitEnd(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + millis * 1_000_000;
    for (Thread reader : new Thread[] {output, error}) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (reader.isAlive() && (left <= 0 || !reader.join(Duration.ofMillis(left)))) {
        return false;
      }
    }
    return true;
  }

  /** Nothing is delivered after this returns, except what the sink is holding at this moment. */
  void cut() {
    cut = true;
    output.interrupt();
    error.interrupt();
  }

  @Nullable Exception problem() {
    return problem;
  }

  private Thread reader(Channel channel, InputStream stream, long pid) {
    return Thread.ofPlatform()
        .daemon()
        .name("output-" + pid + "-" + channel)
        .unstarted(() -> carry(channel, stream));
  }

  private void carry(Channel channel, InputStream stream) {
    byte[] buffer = new byte[CHUNK];
    try (stream) {
      for (int read = stream.read(buffer); read >= 0 && !cut; read = stream.read(buffer)) {
        deliver(channel, Arrays.copyOf(buffer, read));
      }
    } catch (IOException closedUnderUs) {
      // The process has ended and the runtime has closed its end of the pipe: the end of the
      // output.
    } catch (InterruptedException wasCut) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Channel channel, byte[] bytes) throws InterruptedException {
    delivering.lockInterruptibly();
    try {
      if (!cut && problem == null) {
        sink.accept(channel, clock.instant(), bytes);
      }
    } catch (IOException | RuntimeException failed) {
      problem = failed;
    } finally {
      delivering.unlock();
    }
  }
}
