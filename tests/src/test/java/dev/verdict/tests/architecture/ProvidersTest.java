package dev.verdict.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** All that we know about a CI system is in its package. */
class ProvidersTest {
  private static final String[] COMMON = {
    "dev.verdict.ci",
    "dev.verdict.ci.http..",
    "dev.verdict.ci.comments..",
    "dev.verdict.ci.environment..",
    "dev.verdict.ci.fallback..",
    "dev.verdict.ci.webhook.."
  };
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // Recorded systems that other modules borrow: tests too, packed.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.verdict.ci");

  @Test
  void no_provider_knows_another() {
    assertThat(OURS.contain("dev.verdict.ci.github.GitHubFactory")).isTrue();
    slices()
        .matching(
            "dev.verdict.ci.(github|gitlab|jenkins|azure|circleci|travis|bitbucket|teamcity|local|generic)..")
        .should()
        .notDependOnEachOther()
        .because("what two of them need belongs above them: ask for the repository's host")
        .check(OURS);
  }

  @Test
  void what_is_common_knows_no_provider() {
    noClasses()
        .that()
        .resideInAnyPackage(COMMON)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.verdict.ci.github..",
            "dev.verdict.ci.gitlab..",
            "dev.verdict.ci.jenkins..",
            "dev.verdict.ci.azure..",
            "dev.verdict.ci.circleci..",
            "dev.verdict.ci.travis..",
            "dev.verdict.ci.bitbucket..",
            "dev.verdict.ci.teamcity..",
            "dev.verdict.ci.local..",
            "dev.verdict.ci.generic..")
        .because("providers are found by ServiceLoader, ours as anybody's")
        .check(OURS);
  }
}
