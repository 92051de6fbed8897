package dev.verdict.worker.usecase.attempt;

import dev.verdict.plugin.runner.OutputConverter;
import dev.verdict.runners.process.Channel;
import dev.verdict.runners.process.OutputSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * For tools that say their results on their standard output: keeps that output as it is for the
 * converter, and shows people the readable form of each line.
 */
final class AttemptOutput implements OutputSink, AutoCloseable {
  /** More than any tool says about its tests; what comes after is not kept. */
  private static final long MOST_KEPT = 2L << 30;

  private static final int LONGEST_LINE = 256 * 1024;

  private final OutputSink log;
  private final OutputConverter converter;
  private final OutputStream kept;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long bytes;
  private Instant lastAt = Instant.EPOCH;

  AttemptOutput(OutputSink log, OutputConverter converter, Path file) throws IOException {
    this.log = log;
    this.converter = converter;
    this.kept = Files.newOutputStream(file);
  }

  @Override
  public void accept(Channel channel, Instant at, byte[] output)
      throws IOException, InterruptedException {
    if (channel != Channel.OUTPUT) {
      log.accept(channel, at, output);
      return;
    }
    lastAt = at;
    bytes += output.length;
    if (bytes <= MOST_KEPT) {
      kept.write(output);
    }
    for (byte b : output) {
      line.write(b);
      if (b == '\n' || line.size() >= LONGEST_LINE) {
        showLine();
      }
    }
  }

  /** Whether everything was kept. */
  boolean isWhole() {
    return bytes <= MOST_KEPT;
  }

  /** Closes the kept file; the process has ended. */
  @Override
  public void close() throws IOException {
    kept.close();
    try {
      showLine();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void showLine() throws IOException, InterruptedException {
    if (line.size() == 0) {
      return;
    }
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    String readable =
        converter.readable(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    if (!readable.isEmpty()) {
      String ended = readable.endsWith("\n") ? readable : readable + "\n";
      log.accept(Channel.OUTPUT, lastAt, ended.getBytes(StandardCharsets.UTF_8));
    }
  }
}
