package dev.verdict.tests.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.contract.Json;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.api.TaskRequest;
import dev.verdict.contract.api.TaskView;
import dev.verdict.tests.wholesystem.Programs;
import dev.verdict.tests.wholesystem.Tasks;
import dev.verdict.tests.wholesystem.WholeSystem;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/**
 * The client of the integration guide, unchanged: it knows only {@code id}, {@code status}, the
 * export and the summary, and brings the key in the address. Between two looks it waits ten
 * seconds, so all that can run side by side does.
 */
@Timeout(120)
class CiRunnerIT {
  private static final String PUBLISHED =
      "b815d633dbcff8ea0079d5b5be8bd45502064884cecff634515b082ed5fed1a0";
  private static final int LONG = 120;

  private static final Tasks PASSES =
      Tasks.script("adds", report("<testcase classname=\"Sums\" name=\"adds\"/>"));
  private static final Tasks FAILS =
      Tasks.script(
          "subtracts",
          report(
                  "<testcase classname=\"Sums\" name=\"subtracts\">"
                      + "<failure message=\"1 is not 2\">here</failure></testcase>")
              + "; exit 1");

  @RegisterExtension static final WholeSystem system = new WholeSystem();

  @TempDir Path directory;

  @BeforeAll
  static void python() {
    assumeTrue(Programs.python("import requests"), "python3 with requests");
  }

  @Test
  void it_is_the_published_program() throws Exception {
    byte[] program = Files.readAllBytes(CiRunner.program());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(program);
    assertThat(HexFormat.of().formatHex(digest)).isEqualTo(PUBLISHED);
  }

  @Test
  void passing_and_failing_tests_in_all_formats() throws Exception {
    try (CiRunner goodJson = start("good-json", "json", PASSES, PASSES);
        CiRunner goodJunit = start("good-junit", "junit", PASSES);
        CiRunner goodHtml = start("good-html", "html", PASSES);
        CiRunner badJson = start("bad-json", "json", PASSES, FAILS);
        CiRunner badJunit = start("bad-junit", "junit", PASSES, FAILS);
        CiRunner badHtml = start("bad-html", "html", FAILS)) {
      CiRunner.Ended passed = passed(goodJson, 2);
      assertThat(json(passed.file()).path("passed_tests").asInt()).isEqualTo(2);
      assertThat(json(passed.file()).path("failed_tests").asInt()).isZero();
      assertThat(cases(passed(goodJunit, 1).file(), "testcase")).isEqualTo(1);
      assertThat(passed(goodHtml, 1).file()).content().contains("Sums", "adds");

      CiRunner.Ended failed = failed(badJson, 1, 2);
      assertThat(json(failed.file()).path("passed_tests").asInt()).isEqualTo(1);
      assertThat(json(failed.file()).path("failed_tests").asInt()).isEqualTo(1);
      Path junit = failed(badJunit, 1, 2).file();
      assertThat(cases(junit, "testcase")).isEqualTo(2);
      assertThat(cases(junit, "failure")).isEqualTo(1);
      assertThat(failed(badHtml, 1, 1).file()).content().contains("subtracts", "1 is not 2");
    }
  }

  /** The client knows no status {@code timeout}: it ends with its own limit, and red. */
  @Test
  void a_test_that_times_out() throws Exception {
    Tasks endless = Tasks.script("endless", "exec sleep 600").within(1);
    try (CiRunner runner = start("endless", "json", 5, List.of(endless.request()))) {
      CiRunner.Ended ended = runner.await();
      assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
      assertThat(ended.output()).contains("Timeout: 1 tasks did not complete in time");
      assertThat(ended.file()).doesNotExist();
    }
    ApiClient api = new ApiClient(system.url(), system.key());
    assertThat(api.page("/api/v1/tasks", TaskView.class).items())
        .filteredOn(task -> task.name().equals("endless"))
        .extracting(TaskView::status)
        .containsExactly(TaskStatus.TIMEOUT);
  }

  private CiRunner start(String name, String format, Tasks... tests) throws Exception {
    return start(name, format, LONG, List.of(tests).stream().map(Tasks::request).toList());
  }

  private CiRunner start(String name, String format, int seconds, List<TaskRequest> tests)
      throws Exception {
    URI url = system.url();
    URI withKey =
        new URI("http", "verdict:" + system.key(), url.getHost(), url.getPort(), null, null, null);
    return CiRunner.start(directory.resolve(name), withKey, tests, format, seconds);
  }

  private static CiRunner.Ended passed(CiRunner runner, int total) throws Exception {
    CiRunner.Ended ended = runner.await();
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("All tests passed: " + total);
    return ended;
  }

  private static CiRunner.Ended failed(CiRunner runner, int bad, int total) throws Exception {
    CiRunner.Ended ended = runner.await();
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
    assertThat(ended.output()).contains("Tests failed: " + bad + " out of " + total);
    return ended;
  }

  private static JsonNode json(Path file) throws Exception {
    return Json.tree(Files.readAllBytes(file));
  }

  private static int cases(Path file, String element) throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getDocumentElement();
    return root.getElementsByTagName(element).getLength();
  }

  private static String report(String testcase) {
    return "printf '%s\\n' '<testsuite name=\"S\">" + testcase + "</testsuite>' > r.xml";
  }
}
