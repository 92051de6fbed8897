package dev.verdict.worker.outbound;

import dev.verdict.worker.usecase.attempt.Launcher.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks now and then at what a process tree uses. A process that lives shorter than the time
 * between two looks is not seen: it is a hint for people, not an account.
 */
final class UsageSampler {
  private static final long FIRST_MILLIS = 200;
  private static final long EVERY_MILLIS = 1_000;
  private static final long PAGE = 4096;

  private final long pid;
  private final Thread thread;
  private final Map<Long, Duration> cpu = new HashMap<>();
  private volatile Usage usage = new Usage(0, 0);

  private UsageSampler(long pid) {
    this.pid = pid;
    this.thread = Thread.ofVirtual().name("usage-" + pid).unstarted(this::sample);
  }

  static UsageSampler start(long pid) {
    UsageSampler sampler = new UsageSampler(pid);
    sampler.thread.start();
    return sampler;
  }

  void stop() {
    thread.interrupt();
  }

  Usage usage() {
    return usage;
  }

  private void sample() {
    long pause = FIRST_MILLIS;
    try {
      while (true) {
        Thread.sleep(pause);
        look();
        pause = EVERY_MILLIS;
      }
    } catch (InterruptedException e) {
      // The tree has ended.
    }
  }

  private void look() {
    ProcessHandle main = ProcessHandle.of(pid).orElse(null);
    if (main == null) {
      return;
    }
    long memory =
        Stream.concat(Stream.of(main), main.descendants())
            .peek(one -> one.info().totalCpuDuration().ifPresent(used -> cpu.put(one.pid(), used)))
            .mapToLong(one -> residentBytes(one.pid()))
            .sum();
    double seconds = cpu.values().stream().mapToDouble(used -> used.toNanos() / 1e9).sum();
    usage = new Usage(Math.max(memory, usage.peakMemoryBytes()), seconds);
  }

  private static long residentBytes(long pid) {
    try {
      String[] pages = Files.readString(Path.of("/proc", Long.toString(pid), "statm")).split(" ");
      return Long.parseLong(pages[1]) * PAGE;
    } catch (IOException | RuntimeException ended) {
      return 0;
    }
  }
}
