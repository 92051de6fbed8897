package dev.verdict.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** Habits of the house that a machine can watch, and what to do instead. */
final class Habits {
  private static final int MOST_LINES = 400;

  /** At the edge of a process. */
  static final Set<String> MAY_READ_THE_ENVIRONMENT =
      Set.of(
          // The surroundings of a service's process, and the command line, are that edge.
          "dev.verdict.runtime.lifecycle.Surroundings",
          // Wires the worker, and passes the environment on to the processes of tests.
          "dev.verdict.worker.WorkerModule",
          // Finds a file of our own distribution, as a system property also can.
          "dev.verdict.runners.java.JunitConsole",
          // Is asked before there are settings: where Docker's own tools look as well.
          "dev.verdict.testkit.backing.LocalDockerEngine");

  /** Waiting for something that gives no signal, on a thread of their own. */
  static final Set<String> MAY_SLEEP =
      Set.of(
          // The operating system says nothing when a process that is not our child ends.
          "dev.verdict.embedded.Postmaster",
          "dev.verdict.embedded.DeadBroker",
          "dev.verdict.runners.process.TreeKiller",
          "dev.verdict.runners.process.ProcessTree",
          "dev.verdict.testkit.backing.ContainerPostgres",
          // A lock of another process is given back without a word; a pause between two tries.
          "dev.verdict.retriever.EntryLock",
          "dev.verdict.retriever.Download",
          // Samples at intervals; a pause between two tries that ends with the lease.
          "dev.verdict.worker.outbound.UsageSampler",
          "dev.verdict.worker.usecase.attempt.TellNews");

  private Habits() {}

  static ArchRule environmentReadOnce() {
    return noClasses()
        .that(are("not at the edge of a process", MAY_READ_THE_ENVIRONMENT))
        .and(DescribedPredicate.not(resideInAPackage("dev.verdict.cli..")))
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .because(
            "settings come from one place that reports all mistakes at once: add a field to the"
                + " settings record and read it with the SettingsReader");
  }

  static ArchRule noSleep() {
    return noClasses()
        .that(are("not waiting for what gives no signal", MAY_SLEEP))
        .and(DescribedPredicate.not(resideInAPackage("dev.verdict.cli..")))
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .orShould()
        .callMethod(TimeUnit.class, "sleep", long.class)
        .because("a sleep is too long or too short: wait for a signal, or use a timer of Vert.x");
  }

  static ArchRule namesThatExplain() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Util|Utils|Helper|Helpers)(\\$.*)?")
        .because(
            "such a name says nothing: name an interface by its role and a class by what is"
                + " different about it");
  }

  /** Packages without a package-info that is {@code @NullMarked}. */
  static List<String> unmarked(JavaClasses classes) {
    return classes.getDefaultPackage().getSubpackagesInTree().stream()
        .filter(each -> each.getName().startsWith("dev.verdict"))
        .filter(each -> !each.getClasses().isEmpty())
        .filter(each -> !isNullMarked(each))
        .map(JavaPackage::getName)
        .toList();
  }

  private static boolean isNullMarked(JavaPackage each) {
    return each.tryGetPackageInfo()
        .map(info -> info.isAnnotatedWith(NullMarked.class))
        .orElse(false);
  }

  static List<String> tooLong(List<Path> files) throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : files) {
      long lines;
      try (var text = Files.lines(file)) {
        lines = text.count();
      }
      if (lines > MOST_LINES) {
        tooLong.add(file + ": " + lines + " lines (expected: <= " + MOST_LINES + ")");
      }
    }
    return tooLong;
  }

  private static DescribedPredicate<JavaClass> are(String description, Set<String> exceptions) {
    DescribedPredicate<JavaClass> named =
        DescribedPredicate.describe("an exception", each -> exceptions.contains(each.getName()));
    return DescribedPredicate.not(belongTo(named)).as(description);
  }
}
