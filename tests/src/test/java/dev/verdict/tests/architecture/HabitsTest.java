package dev.verdict.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Habits of the house that a machine can watch. Each says what to do instead. */
class HabitsTest {
  private static final int MOST_LINES = 400;
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(place -> !place.contains("/test-classes/"))
          .importPackages("dev.verdict");

  @Test
  void the_environment_is_read_once() {
    noClasses()
        .that(
            are(
                "not at the edge of a process",
                // The surroundings of a service's process, and the command line, are that edge.
                "dev.verdict.runtime.lifecycle.Surroundings",
                // Wires the worker, and passes the environment on to the processes of tests.
                "dev.verdict.worker.WorkerModule",
                // Finds a file of our own distribution, as a system property also can.
                "dev.verdict.runners.java.JunitConsole",
                // Is asked before there are settings: where Docker's own tools look as well.
                "dev.verdict.testkit.backing.LocalDockerEngine"))
        .and(DescribedPredicate.not(resideInAPackage("dev.verdict.cli..")))
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .because(
            "settings come from one place that reports all mistakes at once: add a field to the"
                + " settings record and read it with the SettingsReader")
        .check(OURS);
  }

  @Test
  void nobody_sleeps() {
    noClasses()
        .that(
            are(
                "not waiting for something that gives no signal, on a thread of their own",
                // The operating system says nothing when a process that is not our child ends.
                "dev.verdict.embedded.Postmaster",
                "dev.verdict.embedded.DeadBroker",
                "dev.verdict.runners.process.TreeKiller",
                "dev.verdict.runners.process.ProcessTree",
                "dev.verdict.testkit.backing.ContainerPostgres",
                // Samples at intervals; a pause between two tries that ends with the lease.
                "dev.verdict.worker.outbound.UsageSampler",
                "dev.verdict.worker.usecase.attempt.TellNews"))
        .and(DescribedPredicate.not(resideInAPackage("dev.verdict.cli..")))
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .orShould()
        .callMethod(TimeUnit.class, "sleep", long.class)
        .because("a sleep is too long or too short: wait for a signal, or use a timer of Vert.x")
        .check(OURS);
  }

  @Test
  void names_explain_themselves() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Util|Utils|Helper|Helpers)(\\$.*)?")
        .because(
            "such a name says nothing: name an interface by its role and a class by what is"
                + " different about it")
        .check(OURS);
  }

  @Test
  void each_package_is_null_marked_and_says_what_it_is_for() {
    List<String> without =
        OURS.getDefaultPackage().getSubpackagesInTree().stream()
            .filter(each -> each.getName().startsWith("dev.verdict"))
            .filter(each -> !each.getClasses().isEmpty())
            .filter(each -> !isNullMarked(each))
            .map(JavaPackage::getName)
            .toList();
    assertThat(without)
        .as("packages without a @NullMarked package-info (expected: one, with one sentence)")
        .isEmpty();
  }

  @Test
  void no_file_is_longer_than_400_lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    List<Path> files;
    try (var found = Files.walk(root())) {
      files = found.filter(HabitsTest::isOurSource).toList();
    }
    assertThat(files).hasSizeGreaterThan(700);
    for (Path file : files) {
      long lines;
      try (var text = Files.lines(file)) {
        lines = text.count();
      }
      if (lines > MOST_LINES) {
        tooLong.add(file + ": " + lines + " lines (expected: <= " + MOST_LINES + ")");
      }
    }
    assertThat(tooLong).as("take out what has a name of its own").isEmpty();
  }

  private static boolean isOurSource(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.endsWith(".java") && path.contains("/src/") && !path.contains("/target/");
  }

  /** The directory of the whole build, which has all modules below it. */
  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve("libs/contract"))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException("libs/contract: not above the working directory");
      }
    }
    return directory;
  }

  private static boolean isNullMarked(JavaPackage each) {
    return each.tryGetPackageInfo()
        .map(info -> info.isAnnotatedWith(NullMarked.class))
        .orElse(false);
  }

  private static DescribedPredicate<JavaClass> are(String description, String... exceptions) {
    DescribedPredicate<JavaClass> none = DescribedPredicate.alwaysFalse();
    for (String name : exceptions) {
      assertThat(OURS.contain(name)).as("exception %s, which is not there", name).isTrue();
      none = none.or(belongTo(JavaClass.Predicates.equivalentTo(OURS.get(name).reflect())));
    }
    return DescribedPredicate.not(none).as(description);
  }
}
