package dev.verdict.runners.process;

import static java.util.Objects.requireNonNull;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.CommandOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * A command that was run to its end for what it says.
 *
 * @param output cut at the bound
 * @param cut whether the bound was reached
 */
public record CapturedRun(CommandOutput output, Ending ending, boolean cut) {

  /** Runs a command and keeps up to {@code mostBytes} of each of its streams. */
  public static CapturedRun of(
      Command command, Map<String, String> environment, Duration timeout, int mostBytes)
      throws IOException, InterruptedException {
    Kept kept = new Kept(mostBytes);
    try (ProcessTree tree = ProcessTree.start(command, environment, kept)) {
      Ending ending = tree.waitFor(timeout, Duration.ofSeconds(2));
      CommandOutput output =
          new CommandOutput(ending.exitCode(), kept.text(Channel.OUTPUT), kept.text(Channel.ERROR));
      return new CapturedRun(output, ending, kept.cut);
    }
  }

  private static final class Kept implements OutputSink {
    private final Map<Channel, ByteArrayOutputStream> streams = new EnumMap<>(Channel.class);
    private final int mostBytes;
    private volatile boolean cut;

    Kept(int mostBytes) {
      this.mostBytes = mostBytes;
      for (Channel channel : Channel.values()) {
        streams.put(channel, new ByteArrayOutputStream());
      }
    }

    @Override
    public void accept(Channel channel, Instant at, byte[] bytes) {
      ByteArrayOutputStream stream = stream(channel);
      int room = Math.min(mostBytes - stream.size(), bytes.length);
      stream.write(bytes, 0, room);
      cut |= room < bytes.length;
    }

    String text(Channel channel) {
      return stream(channel).toString(StandardCharsets.UTF_8);
    }

    private ByteArrayOutputStream stream(Channel channel) {
      return requireNonNull(streams.get(channel));
    }
  }
}
