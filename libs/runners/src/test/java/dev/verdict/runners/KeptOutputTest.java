package dev.verdict.runners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.runners.process.Channel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptOutputTest {
  @TempDir Path directory;

  @Test
  void keepsEveryByteAndPassesOnWhatIsReadable() throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    KeptOutput kept =
        new KeptOutput(
            directory.resolve("kept"),
            line -> line.isEmpty() ? "" : line.toUpperCase(Locale.ROOT) + "\n",
            (channel, at, bytes) -> log.writeBytes(bytes));

    say(kept, Channel.OUTPUT, "first\nsec");
    say(kept, Channel.ERROR, "oops\n");
    say(kept, Channel.OUTPUT, "ond\n\nlast");
    kept.finish(Instant.EPOCH);

    assertThat(Files.readString(kept.file())).isEqualTo("first\nsecond\n\nlast");
    assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo("FIRST\noops\nSECOND\nlast");
  }

  private static void say(KeptOutput kept, Channel channel, String text) throws Exception {
    kept.accept(channel, Instant.EPOCH, text.getBytes(StandardCharsets.UTF_8));
  }
}
