package dev.verdict.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which class may know which. */
class ArchitectureTest {
  private static final List<String> SERVICES =
      List.of("coordinator", "worker", "reporter", "artifacts");
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
    check(
        noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                        "io.vertx..",
                        "java.sql..",
                        "javax.sql..",
                        "org.postgresql..",
                        "org.flywaydb..",
                        "org.apache.kafka..",
                        "com.fasterxml..")
                    .and(notAnnotationsOfJackson()))
            .because(
                "a rule of the domain is read and tested without a server: take what it needs as a"
                    + " record, and do the reading and writing in outbound"));
  }

  /** An annotation describes the shape of a record and runs nothing; the contract has them too. */
  private static DescribedPredicate<JavaClass> notAnnotationsOfJackson() {
    return DescribedPredicate.not(resideInAPackage("com.fasterxml.jackson.annotation"));
  }

  @Test
  void a_usecase_knows_no_technology() {
    check(
        noClasses()
            .that()
            .resideInAPackage("..usecase..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.vertx.sqlclient..",
                "io.vertx.pgclient..",
                "java.sql..",
                "org.apache.kafka..",
                "..inbound..",
                "..outbound..")
            .because(
                "a use case says what happens, not with what: name what it needs as an interface"
                    + " beside it, and implement that in outbound"));
  }

  @Test
  void what_comes_in_does_not_call_what_goes_out() {
    check(
        noClasses()
            .that()
            .resideInAPackage("..inbound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..outbound..")
            .because("inbound translates and makes one call inward: call a use case, or its port"));
  }

  @Test
  void what_goes_out_does_not_call_what_comes_in() {
    check(
        noClasses()
            .that()
            .resideInAPackage("..outbound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..inbound..")
            .because("outbound is called: what both need belongs into the domain"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "worker", "reporter", "artifacts"})
  void a_service_knows_no_other_service(String service) {
    String[] others =
        SERVICES.stream()
            .filter(other -> !other.equals(service))
            .map(other -> "dev.verdict." + other + "..")
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.verdict." + service + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others)
            .because(
                "services meet in the contract, on Kafka and over HTTP: put the message into"
                    + " dev.verdict.contract"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"contract", "plugin"})
  void what_strangers_compile_against_knows_nobody(String module) {
    check(
        classes()
            .that()
            .resideInAPackage("dev.verdict." + module + "..")
            .should()
            .onlyDependOnClassesThat(
                resideInAPackage("dev.verdict." + module + "..")
                    .or(DescribedPredicate.not(resideInAPackage("dev.verdict.."))))
            .because(
                "others depend on it for years: move what it needs of ours into it, or what needs"
                    + " it out of it"));
  }

  @Test
  void libraries_know_no_service() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "dev.verdict.runtime..",
                "dev.verdict.reports..",
                "dev.verdict.runners..",
                "dev.verdict.bundles..",
                "dev.verdict.embedded..",
                "dev.verdict.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.verdict.coordinator..",
                "dev.verdict.worker..",
                "dev.verdict.reporter..",
                "dev.verdict.artifacts..",
                "dev.verdict.cli..")
            .because("arrows go down only: pass what a library needs of a service as a parameter"));
  }

  private static void check(ArchRule rule) {
    rule.check(OURS);
  }
}
