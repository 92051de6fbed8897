package dev.verdict.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Which class may know which, and what to do instead. */
final class Borders {
  private static final List<String> SERVICES =
      List.of("coordinator", "worker", "reporter", "artifacts");

  private Borders() {}

  static ArchRule pureDomain() {
    return noClasses()
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
                + " record, and do the reading and writing in outbound");
  }

  /** An annotation describes the shape of a record and runs nothing; the contract has them too. */
  private static DescribedPredicate<JavaClass> notAnnotationsOfJackson() {
    return DescribedPredicate.not(resideInAPackage("com.fasterxml.jackson.annotation"));
  }

  static ArchRule usecaseWithoutTechnology() {
    return noClasses()
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
                + " beside it, and implement that in outbound");
  }

  static ArchRule inwardOnly() {
    return noClasses()
        .that()
        .resideInAPackage("..inbound..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..outbound..")
        .because("inbound translates and makes one call inward: call a use case, or its port");
  }

  static ArchRule outwardOnly() {
    return noClasses()
        .that()
        .resideInAPackage("..outbound..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..inbound..")
        .because("outbound is called: what both need belongs into the domain");
  }

  static ArchRule noOtherService(String service) {
    String[] others =
        SERVICES.stream()
            .filter(other -> !other.equals(service))
            .map(other -> "dev.verdict." + other + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("dev.verdict." + service + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because(
            "services meet in the contract, on Kafka and over HTTP: put the message into"
                + " dev.verdict.contract");
  }

  static ArchRule knowsNobody(String module) {
    return classes()
        .that()
        .resideInAPackage("dev.verdict." + module + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("dev.verdict." + module + "..")
                .or(DescribedPredicate.not(resideInAPackage("dev.verdict.."))))
        .because(
            "others depend on it for years: move what it needs of ours into it, or what needs"
                + " it out of it");
  }

  static ArchRule librariesBelow() {
    return noClasses()
        .that()
        .resideInAnyPackage(
            "dev.verdict.runtime..",
            "dev.verdict.reports..",
            "dev.verdict.runners..",
            "dev.verdict.bundles..",
            "dev.verdict.retriever..",
            "dev.verdict.ci..",
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
        .because("arrows go down only: pass what a library needs of a service as a parameter");
  }
}
