package dev.verdict.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the other tests look at is what kubectl makes of the sources today. */
class RenderedTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"local", "production"})
  void the_copy_that_is_checked_in_is_fresh(String overlay) throws Exception {
    Assumptions.assumeTrue(
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(one -> Files.isExecutable(Path.of(one, "kubectl"))),
        "NOT CHECKED: deploy/rendered against deploy/overlays, as there is no kubectl here");
    Path fresh = directory.resolve("fresh.yaml");

    Process kubectl =
        new ProcessBuilder("kubectl", "kustomize", "deploy/overlays/" + overlay)
            .directory(Rendering.REPOSITORY.toFile())
            .redirectOutput(fresh.toFile())
            .redirectError(directory.resolve("errors").toFile())
            .start();

    assertThat(kubectl.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(kubectl.exitValue()).as(errors()).isZero();
    assertThat(Rendering.yaml(fresh))
        .as("run deploy/render, and look at what it changes")
        .isEqualTo(Rendering.of(overlay).objects());
  }

  private String errors() throws IOException {
    return Files.readString(directory.resolve("errors"));
  }
}
