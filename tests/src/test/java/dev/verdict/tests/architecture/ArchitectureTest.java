package dev.verdict.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which class may know which. */
class ArchitectureTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(place -> !place.contains("/test-classes/"))
          .importPackages("dev.verdict");

  /** A rule over classes that were not found would be green. */
  @Test
  void all_modules_are_looked_at() {
    assertThat(
            List.of(
                "dev.verdict.contract.Json",
                "dev.verdict.plugin.runner.TestRunner",
                "dev.verdict.runtime.http.Api",
                "dev.verdict.reports.junit.JUnitReader",
                "dev.verdict.runners.Runners",
                "dev.verdict.bundles.BundleCache",
                "dev.verdict.embedded.EmbeddedKafka",
                "dev.verdict.testkit.backing.Backing",
                "dev.verdict.coordinator.domain.Judgement",
                "dev.verdict.worker.usecase.HeldAttempts",
                "dev.verdict.reporter.usecase.RecordMetric",
                "dev.verdict.artifacts.usecase.SealLogs",
                "dev.verdict.cli.Main"))
        .allMatch(OURS::contain);
    assertThat(OURS.size()).isGreaterThan(700);
  }

  @Test
  void the_domain_is_pure() {
    Borders.pureDomain().check(OURS);
  }

  @Test
  void a_usecase_knows_no_technology() {
    Borders.usecaseWithoutTechnology().check(OURS);
  }

  @Test
  void what_comes_in_does_not_call_what_goes_out() {
    Borders.inwardOnly().check(OURS);
  }

  @Test
  void what_goes_out_does_not_call_what_comes_in() {
    Borders.outwardOnly().check(OURS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "worker", "reporter", "artifacts"})
  void a_service_knows_no_other_service(String service) {
    Borders.noOtherService(service).check(OURS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contract", "plugin"})
  void what_strangers_compile_against_knows_nobody(String module) {
    Borders.knowsNobody(module).check(OURS);
  }

  @Test
  void libraries_know_no_service() {
    Borders.librariesBelow().check(OURS);
  }
}
