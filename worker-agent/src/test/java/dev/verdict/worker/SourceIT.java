package dev.verdict.worker;

import static dev.verdict.worker.WorkerUnderTest.assignment;
import static dev.verdict.worker.WorkerUnderTest.config;
import static dev.verdict.worker.WorkerUnderTest.testFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.bundles.BundlePacker;
import dev.verdict.bundles.TreeLimits;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Source;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.contract.message.AttemptNews.Finished;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SourceIT {
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static final String TESTS =
      """
      import pytest
      def test_good(): assert True
      def test_bad(): assert 1 == 2, "one is not two"
      @pytest.mark.skip(reason="not today")
      def test_skipped(): pass
      @pytest.mark.parametrize("n", [1, 2])
      def test_many(n): pass
      """;

  @TempDir Path directory;
  private Path project = Path.of("");
  private WorkerUnderTest worker;

  @BeforeAll
  static void topics() {
    WorkerUnderTest.topics(kafka);
  }

  @BeforeEach
  void begin() throws IOException {
    project = Files.createDirectories(directory.resolve("project"));
    Files.createDirectory(project.resolve("tests"));
    Files.writeString(project.resolve("tests/test_it.py"), TESTS);
    Files.writeString(project.resolve("pytest.ini"), "[pytest]\n");
    Files.writeString(project.resolve(".gitignore"), "*.tmp\n");
    Files.writeString(project.resolve("x.tmp"), "");
    worker = new WorkerUnderTest(kafka, directory);
  }

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void pytest_from_a_shared_path_tells_each_test() throws Exception {
    worker.start();
    Source source = new Source.SharedPath(project.toString());
    Assignment task = assignment("tests", source, testFile("tests/test_it.py", null), 60);
    worker.assign(task);

    Finished finished = worker.heard.finished(task.attempt());
    assumePytest(finished);
    assertThat(finished.end()).isEqualTo(End.EXITED);
    assertThat(finished.exitCode()).isEqualTo(1);
    assertThat(finished.report().tests()).isEqualTo(5);
    assertThat(finished.report().expected()).isTrue();
    assertThat(finished.report().problems()).isEmpty();
    Map<String, TestOutcome> tests = tests(task);
    assertThat(tests).hasSize(5);
    assertThat(verdicts(tests))
        .containsEntry("tests/test_it.py::test_good", Verdict.PASSED)
        .containsEntry("tests/test_it.py::test_bad", Verdict.FAILED)
        .containsEntry("tests/test_it.py::test_skipped", Verdict.SKIPPED)
        .containsEntry("tests/test_it.py::test_many[2]", Verdict.PASSED);
    assertThat(FakeCoordinator.next(worker.coordinator.uploads)).startsWith("report ");
    assertThat(finished.artifacts()).hasSize(1);
    assertThat(worker.heard.log(task.attempt())).contains("one is not two");
  }

  @Test
  void an_absolute_test_file_comes_with_its_project() throws Exception {
    worker.start();
    String file = project.resolve("tests/test_it.py").toString();
    Assignment task = assignment("absolute", null, testFile(file, "pytest"), 60);
    worker.assign(task);
    assumePytest(worker.heard.finished(task.attempt()));
    assertThat(tests(task)).containsKey("tests/test_it.py::test_good");
    assertThat(project.resolve("tests/__pycache__")).doesNotExist();
  }

  @Test
  void a_relative_test_file_lies_in_the_shared_directory() throws Exception {
    worker.start("worker.shared_dir", project.toString());
    Assignment task = assignment("relative", null, testFile("tests/test_it.py", null), 60);
    worker.assign(task);
    assumePytest(worker.heard.finished(task.attempt()));
    assertThat(tests(task)).containsKey("tests/test_it.py::test_good");
  }

  @Test
  void a_bundle_is_fetched_once_and_each_attempt_has_its_own_copy() throws Exception {
    worker.start();
    Path archive = directory.resolve("bundle.tar.gz");
    String digest;
    try (OutputStream out = Files.newOutputStream(archive)) {
      digest = new BundlePacker(TreeLimits.DEFAULT).pack(project, out).digest();
    }
    worker.coordinator.bundles.put(digest, archive);
    String script = "ls -A; echo changed >> pytest.ini; [ $(wc -l < pytest.ini) = 2 ]";
    Assignment first = script(new Source.Bundle(digest), script);
    worker.assign(first);
    assertThat(worker.heard.finished(first.attempt()).exitCode()).isZero();
    assertThat(worker.heard.log(first.attempt())).isEqualTo(".gitignore\npytest.ini\ntests\n");
    Files.delete(archive);
    Assignment second = script(new Source.Bundle(digest), script);
    worker.assign(second);
    assertThat(worker.heard.finished(second.attempt()).exitCode()).isZero();
  }

  @Test
  void a_bundle_that_is_not_what_its_digest_says_is_not_run() throws Exception {
    worker.start();
    Path archive = Files.writeString(directory.resolve("evil"), "evil");
    String digest = "sha256:" + "a".repeat(64);
    worker.coordinator.bundles.put(digest, archive);
    Finished finished = run(new Source.Bundle(digest), "touch " + directory.resolve("ran"));
    assertThat(finished.end()).isEqualTo(End.NOT_STARTED);
    assertThat(finished.lostReason()).isEqualTo(LostReason.SOURCE_UNAVAILABLE);
    assertThat(finished.message()).contains("digest");
    assertThat(directory.resolve("ran")).doesNotExist();
  }

  @Test
  void a_commit_is_checked_out_and_no_other() throws Exception {
    worker.start();
    String old = commit("first");
    commit("second");
    Source.Git source = new Source.Git(project.toUri().toString(), old, null);
    Finished finished =
        run(source, "[ $(cat version) = first ] && [ ! -e .git ] && [ ! -e x.tmp ]");
    assertThat(finished.message()).isNull();
    assertThat(finished.exitCode()).isZero();
    Source.Git below = new Source.Git(project.toUri().toString(), old, "tests");
    assertThat(run(below, "[ -e test_it.py ]").exitCode()).isZero();
  }

  @Test
  void a_commit_that_is_not_there_is_told_without_credentials() throws Exception {
    worker.start();
    commit("first");
    String unknown = "0123456789".repeat(4);
    Finished finished = run(new Source.Git(project.toUri().toString(), unknown, null), "true");
    assertThat(finished.end()).isEqualTo(End.NOT_STARTED);
    assertThat(finished.lostReason()).isEqualTo(LostReason.SOURCE_UNAVAILABLE);
    assertThat(finished.message()).contains(unknown);
    Source.Git leaking = new Source.Git("https://me:hunter2@localhost/x.git", unknown, null);
    assertThat(run(leaking, "true").message()).doesNotContain("hunter2").contains("credentials");
  }

  private String commit(String version) throws IOException, GitAPIException {
    Files.writeString(project.resolve("version"), version);
    try (Git git = Git.init().setDirectory(project.toFile()).call()) {
      git.add().addFilepattern(".").call();
      return git.commit()
          .setMessage(version)
          .setSign(false)
          .setAuthor("a", "a@example.com")
          .setCommitter("a", "a@example.com")
          .call()
          .getName();
    }
  }

  private Finished run(Source source, String script) {
    Assignment task = script(source, script);
    worker.assign(task);
    return worker.heard.finished(task.attempt());
  }

  private static Assignment script(Source source, String script) {
    return assignment("script", source, config(List.of("sh", "-c", script), Map.of(), null), 60);
  }

  private Map<String, TestOutcome> tests(Assignment task) {
    return worker.heard.of(task.attempt()).stream()
        .filter(AttemptNews.Tests.class::isInstance)
        .flatMap(part -> ((AttemptNews.Tests) part).tests().stream())
        .collect(Collectors.toMap(TestOutcome::id, test -> test));
  }

  private static Map<String, Verdict> verdicts(Map<String, TestOutcome> tests) {
    return tests.values().stream().collect(Collectors.toMap(TestOutcome::id, TestOutcome::verdict));
  }

  /** Only where there is a pytest on this machine. */
  private static void assumePytest(Finished finished) {
    assumeTrue(
        finished.lostReason() != LostReason.RUNNER_UNAVAILABLE, () -> "" + finished.message());
  }
}
