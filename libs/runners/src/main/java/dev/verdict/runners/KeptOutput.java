package dev.verdict.runners;

import dev.verdict.runners.process.Channel;
import dev.verdict.runners.process.OutputSink;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * Keeps the standard output of a tool in a file, and passes on what a person should read of each
 * line. What is beyond the bound is not kept; the file then ends as if the tool had been killed.
 */
final class KeptOutput implements OutputSink, AutoCloseable {
  private static final long MOST_BYTES = 1L << 30;

  /** A longer line is passed on in pieces as it is. */
  private static final int LONGEST_LINE = 1 << 20;

  private final Path file;
  private final OutputStream copy;
  private final UnaryOperator<String> readable;
  private final OutputSink log;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long kept;

  KeptOutput(Path file, UnaryOperator<String> readable, OutputSink log) throws IOException {
    this.file = file;
    this.copy = new BufferedOutputStream(Files.newOutputStream(file));
    this.readable = readable;
    this.log = log;
  }

  Path file() {
    return file;
  }

  @Override
  public void accept(Channel channel, Instant at, byte[] bytes)
      throws IOException, InterruptedException {
    if (channel == Channel.ERROR) {
      log.accept(channel, at, bytes);
      return;
    }
    int room = (int) Math.min(MOST_BYTES - kept, bytes.length);
    copy.write(bytes, 0, room);
    kept += room;
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    for (byte each : bytes) {
      line.write(each);
      if (each == '\n' || line.size() >= LONGEST_LINE) {
        passed.writeBytes(readable(line.toString(StandardCharsets.UTF_8)));
        line.reset();
      }
    }
    if (passed.size() > 0) {
      log.accept(channel, at, passed.toByteArray());
    }
  }

  private byte[] readable(String text) {
    boolean whole = text.endsWith("\n");
    String shown = whole ? readable.apply(text.substring(0, text.length() - 1)) : text;
    return shown.getBytes(StandardCharsets.UTF_8);
  }

  /** Passes on a last line that has no end. */
  void finish(Instant at) throws IOException, InterruptedException {
    close();
    if (line.size() > 0) {
      log.accept(Channel.OUTPUT, at, line.toByteArray());
      line.reset();
    }
  }

  @Override
  public void close() throws IOException {
    copy.close();
  }
}
