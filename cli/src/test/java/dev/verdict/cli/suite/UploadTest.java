package dev.verdict.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.embedded.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {
  @TempDir private Path root;

  @Test
  void whatLeavesTheMachineIsSaidBeforeItDoes() throws IOException {
    Files.writeString(root.resolve("test_a.py"), "a");
    Files.writeString(root.resolve(".env"), "PASSWORD=1");
    List<String> said = new ArrayList<>();
    URI nobody = URI.create("http://127.0.0.1:" + FreePorts.one());

    assertThatThrownBy(() -> new Upload(new ApiClient(nobody, null), said::add).send(root))
        .isInstanceOf(Unreachable.class);

    assertThat(said.getFirst()).startsWith("Sending 1 file, 1 ").endsWith(" of " + root);
    assertThat(said.getLast()).contains("left out").contains(": .env (").contains("!.env");
  }
}
