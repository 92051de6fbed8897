package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Rule;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verdict provider} against a CI system that says no more than it would. */
class ProviderCommandTest {
  private static final String TOKEN = "generic-token-of-nobody";

  private final Vertx vertx = Vertx.vertx();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path directory;
  private RecordedApi api = await(RecordedApi.start(vertx, Clock.systemUTC()));

  @BeforeEach
  void record() {
    Rule bearer = Rule.oneOf("Bearer " + TOKEN);
    api.on(HttpMethod.GET, "/runs/{run}/artifacts")
        .header("Authorization", bearer)
        .answers(
            seen ->
                Answer.json(
                    200,
                    JsonObject.of(
                        "artifacts", JsonArray.of(JsonObject.of("name", "a b.txt", "size", 5)))));
    api.on(HttpMethod.GET, "/runs/{run}/artifacts/{name}")
        .header("Authorization", bearer)
        .answers(seen -> Answer.bytes(200, "text/plain", Buffer.buffer("hello")));
    api.on(HttpMethod.GET, "/")
        .header("Authorization", bearer)
        .answers(seen -> Answer.text(401, "text/plain", "no: " + TOKEN));
  }

  @AfterEach
  void close() {
    assertThat(api.violations()).isEmpty();
    assertThat(out.toString() + err).doesNotContain(TOKEN);
    await(api.close());
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private int generic(String... words) {
    List<String> all = new ArrayList<>(List.of("provider", "generic"));
    all.addAll(List.of(words));
    all.addAll(List.of("--api-url", api.url().toString(), "--token=" + TOKEN));
    return run(all.toArray(String[]::new));
  }

  private JsonNode answer() {
    return Json.tree(out.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void capabilitiesAreListedForPeopleAndMachines() {
    assertThat(run("provider", "list")).isZero();
    assertThat(out.toString()).contains("github", "fallback", "an asset of a release");
    out.getBuffer().setLength(0);

    assertThat(run("provider", "list", "--output", "json")).isZero();
    assertThat(answer()).hasSizeGreaterThanOrEqualTo(10);
    assertThat(answer().findValuesAsText("name")).contains("github", "teamcity", "token");
  }

  @Test
  void anOperationTellsItsResultAsJson() throws Exception {
    assertThat(generic("get_artifact_url", "--test-run-id", "7", "--artifact-name", "a b.txt"))
        .as(err.toString())
        .isZero();
    assertThat(answer().path("name").asText()).isEqualTo("a b.txt");
    assertThat(answer().path("reach").asText()).isEqualTo("credential");

    Path file = directory.resolve("got.txt");
    assertThat(
            generic(
                "download-artifact",
                "--test_run_id=7",
                "--artifact-name",
                "a b.txt",
                "--output-path",
                file.toString()))
        .isZero();
    assertThat(Files.readString(file)).isEqualTo("hello");
    assertThat(directory.toFile().list()).containsExactly("got.txt");
  }

  @Test
  void aMisspeltSettingIsToldBeforeAnybodyIsCalled() throws Exception {
    Path file =
        Files.writeString(directory.resolve("verdict.yaml"), "providers: {generic: {tokne: x}}");

    assertThat(
            run(
                "provider",
                "--config",
                file.toString(),
                "generic",
                "get_artifact_url",
                "--test-run-id=7",
                "--artifact-name=a",
                "--api-url=" + api.url()))
        .isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(err.toString()).contains("providers.generic: tokne", "did you mean token?");
    assertThat(generic("initialize", "--tokne=x")).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(api.seen()).isEmpty();
  }

  @Test
  void whatIsNotThereHasNoUrlAndAnExitCode() {
    assertThat(generic("get_artifact_url", "--test-run-id", "7", "--artifact-name", "none"))
        .isEqualTo(ExitCodes.NOT_COMPLETED);
    assertThat(answer().get("url").isNull()).isTrue();
  }

  @Test
  void aRefusalIsASentenceWithoutTheToken() {
    assertThat(generic("initialize")).isEqualTo(ExitCodes.NOT_COMPLETED);
    assertThat(err.toString()).contains("generic initialize: 401");
  }

  @Test
  void wordsThatNobodyKnowsAreRefusedWithTheNearest() {
    assertThat(run("provider", "githb", "initialize")).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(err.toString()).contains("did you mean github?");
    assertThat(run("provider", "github", "get_artifact_ur")).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(err.toString()).contains("did you mean get_artifact_url?");
    assertThat(run("provider", "github", "initialize", "--tokn", "x", "stray"))
        .isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(err.toString()).contains("did you mean token?", "argument: stray");
    assertThat(run("provider", "github", "get_artifact_url")).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(err.toString()).contains("missing --test-run-id, --artifact-name");
    assertThat(run("provider", "local", "update_test_run", "--test-run-id=1", "--status=sucess"))
        .isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(err.toString()).contains("did you mean success?");
  }
}
