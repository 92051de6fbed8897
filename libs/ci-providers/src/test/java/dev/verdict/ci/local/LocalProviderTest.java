package dev.verdict.ci.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.BytesSource;
import dev.verdict.ci.ProviderContract;
import dev.verdict.plugin.ci.ArtifactFindings;
import dev.verdict.plugin.ci.ArtifactUpload;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.testkit.ci.Drain;
import dev.verdict.testkit.ci.RecordedApi;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProviderTest extends ProviderContract {
  private static final String RUN = "run 1/ä";

  @TempDir Path directory;

  @Override
  protected String name() {
    return "local";
  }

  @Override
  protected void keepIn(Path other) {
    directory = other;
  }

  @Override
  protected boolean speaksHttp() {
    return false;
  }

  @Override
  protected Map<String, String> settings(URI api) {
    return Map.of("directory", directory.toString());
  }

  @Override
  protected void ruin() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
    Files.writeString(directory, "no directory");
  }

  @Override
  protected void record(RecordedApi api) {
    mend();
    say("success");
    Path artifacts = directory.resolve("artifacts/run%201%2F%C3%A4");
    try {
      Files.createDirectories(artifacts);
      Files.writeString(artifacts.resolve("a%20log.txt"), "log");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private void mend() {
    try {
      if (Files.isRegularFile(directory)) {
        Files.delete(directory);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private void say(String status) {
    try {
      Path run = directory.resolve("runs/run%201%2F%C3%A4.json");
      Files.createDirectories(run.getParent());
      Files.writeString(run, "{\"status\": \"" + status + "\"}");
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  protected String ciRun() {
    return RUN;
  }

  @Override
  protected List<String> artifactNames() {
    return List.of("a log.txt");
  }

  @Override
  protected int listingCalls() {
    return 0;
  }

  @Override
  protected void sayUnknownStatus() {
    say("on holiday");
  }

  @Override
  protected int comments() {
    try (Stream<Path> all = Files.list(directory.resolve("comments/7"))) {
      return (int) all.count();
    } catch (IOException none) {
      return 0;
    }
  }

  @Test
  void what_was_told_last_is_read_back() throws Exception {
    String id = await(provider().createTestRun(newRun())).id();
    await(provider().updateTestRun(id, update(RunState.TIMEOUT)));
    assertThat(await(provider().getTestRunStatus(id)).state()).isEqualTo(RunState.TIMEOUT);
    assertThatThrownBy(() -> await(provider().getTestRunStatus("another")))
        .isInstanceOf(ResourceNotFoundError.class);
  }

  @Test
  void no_name_leads_out_of_the_directory() throws Exception {
    for (String name : List.of("../../out.txt", "..", ".hidden", "/etc/x")) {
      await(
          provider()
              .uploadArtifact(
                  new ArtifactUpload(
                      "..", name, "text/plain", new BytesSource(Buffer.buffer("x")))));
      assertThat(await(provider().getArtifactUrl("..", name))).isPresent();
    }
    try (Stream<Path> all = Files.walk(directory.getParent(), 1)) {
      assertThat(all).noneMatch(each -> each.endsWith("out.txt"));
    }
  }

  @Test
  void an_upload_that_breaks_off_leaves_nothing() throws Exception {
    var broken =
        new dev.verdict.plugin.ci.ArtifactSource() {
          @Override
          public long size() {
            return 10;
          }

          @Override
          public Future<ReadStream<Buffer>> open() {
            return Future.failedFuture("the disk is gone");
          }
        };
    assertThatThrownBy(() -> await(provider().uploadArtifact(upload("half.txt", broken))))
        .hasMessageContaining("the disk is gone");
    try (Stream<Path> all = Files.list(directory.resolve("artifacts/run%201%2F%C3%A4"))) {
      assertThat(all).hasSize(1);
    }
  }

  @Test
  void a_name_may_be_longer_than_that_of_a_file() throws Exception {
    List<String> names =
        List.of(
            "日本語".repeat(80) + ".txt",
            "a".repeat(198) + "é" + ".".repeat(300) + "/..",
            "b".repeat(255));
    for (String name : names) {
      BytesSource source = new BytesSource(Buffer.buffer(name));
      assertThat(await(provider().uploadArtifact(upload(name, source))).name()).isEqualTo(name);
    }
    ArtifactFindings found = await(provider().findArtifacts(RUN, Set.copyOf(names)));
    assertThat(found.problem()).isNull();
    assertThat(found.found().keySet()).containsExactlyInAnyOrderElementsOf(names);
    for (String name : names) {
      RemoteArtifact artifact = Optional.ofNullable(found.found().get(name)).orElseThrow();
      assertThat(await(provider().downloadArtifact(artifact, 0).compose(Drain::of)).beginning())
          .hasToString(name);
    }
  }

  @Test
  void what_others_have_put_there_breaks_nothing() throws Exception {
    Path artifacts = directory.resolve("artifacts/run%201%2F%C3%A4");
    Files.writeString(artifacts.resolve("100%.txt"), "all");
    Files.createDirectory(artifacts.resolve("a directory"));
    ArtifactFindings found =
        await(provider().findArtifacts(RUN, Set.of("a log.txt", "100%.txt", "a directory")));
    assertThat(found.problem()).isNull();
    assertThat(found.found().keySet()).containsExactlyInAnyOrder("a log.txt", "100%.txt");

    Path comments = Files.createDirectories(directory.resolve("comments/7"));
    Files.writeString(comments.resolve("readme.md"), "hello");
    await(provider().addPrComment(comment("one")));
    assertThat(await(provider().addPrComment(comment("two"))).created()).isFalse();
  }
}
