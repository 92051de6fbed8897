package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.coordinator.domain.subscription.SigningSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our signatures, checked by the reference library; skipped where npm cannot bring it. */
class StandardWebhooksIT {
  private static final String PROGRAM =
      """
      const { Webhook } = require('standardwebhooks');
      const [secret, id, timestamp, signature, body] = process.argv.slice(2);
      const headers = {'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature};
      try {
        console.log('accepted ' + new Webhook(secret).verify(body, headers).type);
      } catch (e) {
        console.log('refused ' + e.message);
      }
      """;

  @TempDir private Path directory;

  private record Ended(int code, String output) {}

  private Ended run(String... command) throws IOException, InterruptedException {
    try {
      Path output = directory.resolve("output.txt");
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      return new Ended(ended ? process.exitValue() : -1, Files.readString(output));
    } catch (IOException notThere) {
      return new Ended(-1, String.valueOf(notThere.getMessage()));
    }
  }

  @Test
  void theReferenceLibraryAcceptsBothSecretsAndNothingElse() throws Exception {
    Ended installed = run("npm", "install", "--no-audit", "--no-fund", "standardwebhooks@1");
    assumeTrue(installed.code() == 0, "npm could not install: " + installed.output());
    Path program = Files.writeString(directory.resolve("verify.js"), PROGRAM);
    SigningSecret first = SigningSecret.generate();
    SigningSecret second = SigningSecret.generate();
    String body = "{\"type\":\"dev.cdevents.testsuiterun.finished.0.2.0\",\"name\":\"größer ✓\"}";
    long now = Instant.now().getEpochSecond();
    String signature =
        SigningSecret.sign(
            List.of(first, second), "run-1", now, body.getBytes(StandardCharsets.UTF_8));
    for (SigningSecret secret : List.of(first, second)) {
      assertThat(verified(program, secret, now, signature, body))
          .isEqualTo("accepted dev.cdevents.testsuiterun.finished.0.2.0");
    }
    assertThat(verified(program, SigningSecret.generate(), now, signature, body))
        .startsWith("refused");
    assertThat(verified(program, first, now, signature, body.replace("finished", "started")))
        .startsWith("refused");
    assertThat(verified(program, first, now - 1000, signature, body)).startsWith("refused");
  }

  private String verified(
      Path program, SigningSecret secret, long timestamp, String signature, String body)
      throws Exception {
    return run(
            "node",
            program.toString(),
            secret.reveal(),
            "run-1",
            Long.toString(timestamp),
            signature,
            body)
        .output()
        .strip();
  }
}
