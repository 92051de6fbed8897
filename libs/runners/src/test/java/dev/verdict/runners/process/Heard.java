package dev.verdict.runners.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps what a process says, and lets a test wait for a word of it. */
final class Heard implements OutputSink {
  private static final long MOST_MILLIS = Duration.ofSeconds(30).toMillis();

  private final StringBuilder output = new StringBuilder();
  private final StringBuilder error = new StringBuilder();

  @Override
  public synchronized void accept(Channel channel, Instant at, byte[] bytes) {
    (channel == Channel.OUTPUT ? output : error)
        .append(new String(bytes, StandardCharsets.ISO_8859_1));
    notifyAll();
  }

  synchronized String output() {
    return output.toString();
  }

  synchronized String error() {
    return error.toString();
  }

  /** The number that the process says after {@code word}, as in {@code child=123}. */
  synchronized long number(String word) throws InterruptedException {
    Pattern pattern = Pattern.compile(Pattern.quote(word) + "=(\\d+)\\n");
    long deadline = System.nanoTime() + MOST_MILLIS * 1_000_000;
    for (Matcher matcher = pattern.matcher(output); ; matcher = pattern.matcher(output)) {
      if (matcher.find()) {
        return Long.parseLong(matcher.group(1));
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("no " + word + " in: " + output);
      }
      wait(left);
    }
  }

  /** Whether a process runs; one that nobody has reaped yet does not. */
  static boolean runs(long pid) throws IOException {
    Optional<ProcStat> stat = ProcStat.read(Path.of("/proc", Long.toString(pid)));
    return stat.isPresent() && !stat.get().hasEnded();
  }
}
