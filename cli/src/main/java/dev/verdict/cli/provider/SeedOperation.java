package dev.verdict.cli.provider;

import dev.verdict.ci.FileSource;
import dev.verdict.cli.WrongUsage;
import dev.verdict.plugin.ci.ArtifactUpload;
import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.NewTestRun;
import dev.verdict.plugin.ci.PrComment;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestCounts;
import dev.verdict.plugin.ci.TestRunUpdate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The operations of a provider by the names that they have always had, and what each takes. */
enum SeedOperation {
  INITIALIZE(List.of(), List.of()) {
    @Override
    Future<?> call(Vertx vertx, CiProvider provider, Given given) {
      return provider.initialize().map(Map.of("initialized", true));
    }
  },
  CREATE_TEST_RUN(
      List.of("name"),
      List.of("external_id", "build_id", "commit_sha", "branch", "pr_number", "details_url")) {
    @Override
    Future<?> call(Vertx vertx, CiProvider provider, Given given) {
      String name = given.required("name");
      return provider.createTestRun(
          new NewTestRun(
              given.text("external_id").orElse(name),
              name,
              given.orNull("build_id"),
              given.orNull("commit_sha"),
              given.orNull("branch"),
              given.orNull("pr_number"),
              given.url("details_url"),
              Instant.now()));
    }
  },
  UPDATE_TEST_RUN(
      List.of("test_run_id", "status"),
      List.of("title", "summary", "details_url", "total", "passed", "failed", "skipped")) {
    @Override
    Future<?> call(Vertx vertx, CiProvider provider, Given given) {
      RunState state = given.state();
      TestCounts counts =
          new TestCounts(
              given.count("total"),
              given.count("passed"),
              given.count("failed"),
              given.count("skipped"),
              Duration.ZERO);
      TestRunUpdate update =
          new TestRunUpdate(
              state,
              given.text("title").orElse(state.word()),
              given.text("summary").orElse(""),
              given.text("total").isPresent() ? counts : null,
              List.of(),
              given.url("details_url"),
              state.isFinal() ? Instant.now() : null);
      return provider
          .updateTestRun(given.required("test_run_id"), update)
          .map(Map.of("updated", true));
    }
  },
  ADD_PR_COMMENT(List.of("pr_number", "comment"), List.of("key")) {
    @Override
    Future<?> call(Vertx vertx, CiProvider provider, Given given) {
      return provider.addPrComment(
          new PrComment(
              given.required("pr_number"), given.orNull("key"), given.required("comment")));
    }
  },
  UPLOAD_ARTIFACT(
      List.of("test_run_id", "artifact_path"), List.of("artifact_name", "content_type")) {
    @Override
    Future<?> call(Vertx vertx, CiProvider provider, Given given) {
      Path file = Path.of(given.required("artifact_path"));
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new WrongUsage("--artifact-path: " + file + " (expected: a file that can be read)");
      }
      String name = given.text("artifact_name").orElse(String.valueOf(file.getFileName()));
      String type = given.text("content_type").orElse("application/octet-stream");
      return FileSource.of(vertx, file)
          .compose(
              source ->
                  provider.uploadArtifact(
                      new ArtifactUpload(given.required("test_run_id"), name, type, source)))
          .map(FoundArtifact::of);
    }
  },
  DOWNLOAD_ARTIFACT(List.of("test_run_id", "artifact_name"), List.of("output_path")) {
    @Override
    Future<?> call(Vertx vertx, CiProvider provider, Given given) {
      return new OneDownload(vertx, provider)
          .into(
              given.required("test_run_id"),
              given.required("artifact_name"),
              given.text("output_path"));
    }
  },
  GET_ARTIFACT_URL(List.of("test_run_id", "artifact_name"), List.of()) {
    @Override
    Future<?> call(Vertx vertx, CiProvider provider, Given given) {
      String name = given.required("artifact_name");
      return provider
          .getArtifactUrl(given.required("test_run_id"), name)
          .map(link -> FoundArtifact.link(name, link.orElse(null)));
    }
  },
  GET_TEST_RUN_STATUS(List.of("test_run_id"), List.of()) {
    @Override
    Future<?> call(Vertx vertx, CiProvider provider, Given given) {
      return provider.getTestRunStatus(given.required("test_run_id"));
    }
  },
  SET_BUILD_STATUS(
      List.of("status"),
      List.of("description", "context", "commit_sha", "target_url", "branch", "pr_number")) {
    @Override
    Future<?> call(Vertx vertx, CiProvider provider, Given given) {
      RunState state = given.state();
      return provider
          .setBuildStatus(
              new BuildStatus(
                  given.orNull("commit_sha"),
                  state,
                  given.text("context").orElse("verdict"),
                  given.text("description").orElse(state.word()),
                  given.url("target_url"),
                  given.orNull("branch"),
                  given.orNull("pr_number")))
          .map(Map.of("set", true));
    }
  };

  private final List<String> required;
  private final List<String> optional;

  SeedOperation(List<String> required, List<String> optional) {
    this.required = required;
    this.optional = optional;
  }

  /** What it answered, for JSON. What is missing or wrong among the parameters is thrown. */
  abstract Future<?> call(Vertx vertx, CiProvider provider, Given given);

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<String> parameters() {
    return java.util.stream.Stream.concat(required.stream(), optional.stream()).toList();
  }

  /** All that is missing, together. */
  void check(Given given) {
    List<String> missing =
        required.stream().filter(key -> given.text(key).isEmpty()).map(Given::dashed).toList();
    if (!missing.isEmpty()) {
      throw new WrongUsage(
          word() + ": missing --" + String.join(", --", missing) + " (expected: a value for each)");
    }
  }

  static SeedOperation named(String text) {
    String word = Words.of(text);
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                Words.unknown(
                    "operation", word, Arrays.stream(values()).map(SeedOperation::word).toList()));
  }
}
