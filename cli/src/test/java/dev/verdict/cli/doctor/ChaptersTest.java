package dev.verdict.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.oneprocess.SystemSettings;
import dev.verdict.reports.write.terminal.TerminalStyle;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChaptersTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private static SettingsReader read(Map<String, String> environment) {
    SettingsReader reader =
        new SettingsReader(SettingsSource.of(environment, Optional.empty(), Map.of()));
    SystemSettings.examine(reader);
    return reader;
  }

  private static List<String> texts(Chapter chapter) {
    return chapter.findings().stream().map(Finding::text).toList();
  }

  @Test
  void aJobTellsWhatItIsAndWhatItDoesNotSay() {
    Chapter chapter =
        JobChapter.look(
            Map.of("GITHUB_ACTIONS", "true", "GITHUB_REPOSITORY", "a/b", "GITHUB_RUN_ID", "7"));
    assertThat(chapter.answer()).isEqualTo("yes");
    assertThat(texts(chapter))
        .contains("github", "repository: a/b", "build: 7", "commit: the job does not say");
    assertThat(JobChapter.look(Map.of()).answer()).isEqualTo("no");
    assertThat(JobChapter.look(Map.of()).isWrong()).isFalse();
  }

  @Test
  void allMistakesOfTheSettingsAreThereWithWhereTheyStandAndNoSecretIs() {
    Chapter chapter =
        SettingsChapter.look(
            read(
                Map.of(
                    "VERDICT_HTTP_PORT", "abc",
                    "VERDICT_COORDINATOR_LEASE", "never",
                    "VERDICT_COORDINATOR_LEAS", "3",
                    "VERDICT_POSTGRES_PASSWORD", "nobody-may-see-this")));
    assertThat(chapter.answer()).isEqualTo("no");
    assertThat(chapter.findings())
        .filteredOn(finding -> finding.standing() == Standing.WRONG)
        .extracting(Finding::text)
        .hasSize(2)
        .anyMatch(text -> text.startsWith("http.port: abc (expected: a whole number"))
        .anyMatch(text -> text.startsWith("coordinator.lease: never"));
    assertThat(texts(chapter))
        .anyMatch(text -> text.contains("did you mean VERDICT_COORDINATOR_LEASE?"))
        .noneMatch(text -> text.contains("nobody-may-see-this"));
  }

  @Test
  void settingsThatAreOnlyNotAWorkersAreRight() {
    Chapter chapter = SettingsChapter.look(read(Map.of()));
    assertThat(chapter.answer()).isEqualTo("yes");
    assertThat(DoctorText.advice(List.of(chapter))).isEmpty();
  }

  @Test
  void nobodyAtTheAddressIsSaidWithWhatToDo() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    ApiClient client = new ApiClient(URI.create("http://127.0.0.1:" + free), null);
    Chapter chapter = CoordinatorChapter.look(client);
    assertThat(chapter.answer()).isEqualTo("no");
    assertThat(DoctorText.advice(List.of(chapter)).getFirst()).contains("127.0.0.1:" + free);
  }

  @Test
  void aProviderThatDoesNotLetUsInIsWrongAndItsTokenIsNotShown() {
    Map<String, String> github =
        Map.of(
            "token", "ghp_nobody_may_see_this",
            "repository", "a/b",
            "api_url", "http://127.0.0.1:1",
            "max_retries", "0");
    Chapter chapter = ProvidersChapter.look(vertx, Map.of("github", github), Map.of());
    assertThat(chapter.answer()).isEqualTo("no");
    assertThat(texts(chapter)).noneMatch(text -> text.contains("nobody_may_see"));
  }

  @Test
  void aDirectoryThatIsNotThereYetIsJudgedByWhereItWouldBe(@TempDir Path directory) {
    Chapter chapter = DiskChapter.look(List.of(directory.resolve("a").resolve("b")), null);
    assertThat(texts(chapter)).singleElement().asString().contains("GiB free");
  }

  @Test
  void artifactsInABucketStillNeedADirectoryForLogsThatGrow(@TempDir Path directory) {
    Chapter chapter = DiskChapter.look(List.of(directory), directory);

    assertThat(chapter.isYes()).isTrue();
    assertThat(texts(chapter).getFirst()).contains("logs that grow are in " + directory);
    assertThat(chapter.findings().getFirst().advice()).contains("all can write");
  }

  @Test
  void whatIsWrongIsToBeDoneFirst() {
    Chapter first = Chapter.of("a", "A?", List.of(Finding.note("could be better", "polish")));
    Chapter second = Chapter.of("b", "B?", List.of(Finding.wrong("broken", "mend it")));
    String text = DoctorText.of(List.of(first, second), new TerminalStyle(80, false, true));
    assertThat(text).containsSubsequence("A? yes", "B? no", "✗ broken", "1. mend it", "2. polish");
    assertThat(Chapter.skipped("c", "C?", "no time").answer()).isEqualTo("not asked");
  }
}
