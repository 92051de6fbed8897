package dev.verdict.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that finds nothing is worth nothing: each one is shown what it must refuse. */
class RulesTest {
  @TempDir Path directory;

  static Stream<Arguments> violations() {
    return Stream.of(
        arguments(
            Borders.pureDomain(),
            "dev.verdict.coordinator.domain",
            "io.vertx.core.Future<Void> later;",
            "do the reading and writing in outbound"),
        arguments(
            Borders.pureDomain(),
            "dev.verdict.reporter.domain.deeper",
            "java.sql.Connection connection;",
            "do the reading and writing in outbound"),
        arguments(
            Borders.pureDomain(),
            "dev.verdict.worker.domain",
            "Object read(com.fasterxml.jackson.databind.ObjectMapper json) { return json; }",
            "do the reading and writing in outbound"),
        arguments(
            Borders.usecaseWithoutTechnology(),
            "dev.verdict.coordinator.usecase",
            "io.vertx.sqlclient.Pool pool;",
            "name what it needs as an interface"),
        arguments(
            Borders.usecaseWithoutTechnology(),
            "dev.verdict.coordinator.usecase",
            "Class<?> port = dev.verdict.coordinator.outbound.pg.PgRunLedger.class;",
            "name what it needs as an interface"),
        arguments(
            Borders.usecaseWithoutTechnology(),
            "dev.verdict.worker.usecase.attempt",
            "org.apache.kafka.common.TopicPartition partition;",
            "name what it needs as an interface"),
        arguments(
            Borders.inwardOnly(),
            "dev.verdict.coordinator.inbound.http",
            "Class<?> store = dev.verdict.coordinator.outbound.pg.PgRunLedger.class;",
            "call a use case, or its port"),
        arguments(
            Borders.outwardOnly(),
            "dev.verdict.coordinator.outbound.pg",
            "Class<?> api = dev.verdict.coordinator.inbound.http.RunsApi.class;",
            "what both need belongs into the domain"),
        arguments(
            Borders.noOtherService("coordinator"),
            "dev.verdict.coordinator.usecase",
            "dev.verdict.reporter.ReporterModule reporter;",
            "put the message into dev.verdict.contract"),
        arguments(
            Borders.noOtherService("worker"),
            "dev.verdict.worker.outbound",
            "dev.verdict.coordinator.CoordinatorModule coordinator;",
            "put the message into dev.verdict.contract"),
        arguments(
            Borders.noOtherService("reporter"),
            "dev.verdict.reporter.outbound",
            "dev.verdict.artifacts.ArtifactsModule artifacts;",
            "put the message into dev.verdict.contract"),
        arguments(
            Borders.noOtherService("artifacts"),
            "dev.verdict.artifacts.inbound",
            "dev.verdict.worker.WorkerModule worker;",
            "put the message into dev.verdict.contract"),
        arguments(
            Borders.knowsNobody("contract"),
            "dev.verdict.contract.api",
            "dev.verdict.runtime.settings.Secret secret;",
            "move what it needs of ours into it"),
        arguments(
            Borders.knowsNobody("plugin"),
            "dev.verdict.plugin.runner",
            "dev.verdict.contract.Verdict verdict;",
            "move what it needs of ours into it"),
        arguments(
            Borders.librariesBelow(),
            "dev.verdict.runtime.http",
            "dev.verdict.cli.Main main;",
            "pass what a library needs of a service as a parameter"),
        arguments(
            Borders.librariesBelow(),
            "dev.verdict.runners.pytest",
            "dev.verdict.worker.WorkerModule worker;",
            "pass what a library needs of a service as a parameter"),
        arguments(
            Habits.environmentReadOnce(),
            "dev.verdict.coordinator",
            "String home = System.getenv(\"HOME\");",
            "read it with the SettingsReader"),
        arguments(
            Habits.environmentReadOnce(),
            "dev.verdict.runtime.http",
            "Runnable all = () -> System.getenv().clear();",
            "read it with the SettingsReader"),
        arguments(
            Habits.noSleep(),
            "dev.verdict.coordinator",
            "void nap() throws Exception { Thread.sleep(1); }",
            "wait for a signal"),
        arguments(
            Habits.noSleep(),
            "dev.verdict.coordinator",
            "void nap() throws Exception { Thread.sleep(1, 1); }",
            "wait for a signal"),
        arguments(
            Habits.noSleep(),
            "dev.verdict.worker",
            "void nap() throws Exception { Thread.sleep(java.time.Duration.ZERO); }",
            "wait for a signal"),
        arguments(
            Habits.noSleep(),
            "dev.verdict.worker",
            "void nap() throws Exception { java.util.concurrent.TimeUnit.DAYS.sleep(1); }",
            "wait for a signal"));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("violations")
  void a_rule_refuses(ArchRule rule, String packageName, String body, String advice)
      throws IOException {
    JavaClasses bad = new Violations(directory).of(packageName, "Wrong", body);

    assertThatThrownBy(() -> rule.check(bad))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("was violated")
        .hasMessageContaining(packageName + ".Wrong")
        .hasMessageContaining(advice);
  }

  @ParameterizedTest
  @MethodSource("violations")
  void and_does_not_mind_the_innocent(ArchRule rule, String packageName) throws IOException {
    rule.check(new Violations(directory).of(packageName, "Right", "int three = 3;"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"StoreImpl", "RunManager", "TextUtil", "TextUtils", "PathHelper", "PathHelpers"})
  void a_name_that_says_nothing_is_refused(String name) throws IOException {
    JavaClasses bad = new Violations(directory).of("dev.verdict.runtime.http", name, "");

    assertThatThrownBy(() -> Habits.namesThatExplain().check(bad))
        .hasMessageContaining(name)
        .hasMessageContaining("name an interface by its role");
  }

  @Test
  void a_package_without_a_word_about_itself_is_found() throws IOException {
    JavaClasses bad = new Violations(directory).of("dev.verdict.runtime.silent", "Some", "");

    assertThat(Habits.unmarked(bad)).containsExactly("dev.verdict.runtime.silent");
  }

  @Test
  void a_long_file_is_found() throws IOException {
    Path right = Files.writeString(directory.resolve("Right.java"), "//\n".repeat(400));
    Path wrong = Files.writeString(directory.resolve("Wrong.java"), "//\n".repeat(401));

    assertThat(Habits.tooLong(List.of(right, wrong)))
        .containsExactly(wrong + ": 401 lines (expected: <= 400)");
  }
}
