package dev.verdict.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether the house keeps its habits. */
class HabitsTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(place -> !place.contains("/test-classes/"))
          .importPackages("dev.verdict");

  @Test
  void the_environment_is_read_once() {
    Habits.environmentReadOnce().check(OURS);
  }

  @Test
  void nobody_sleeps() {
    Habits.noSleep().check(OURS);
  }

  @Test
  void who_may_do_what_others_may_not_is_there() {
    assertThat(Habits.MAY_READ_THE_ENVIRONMENT).allMatch(OURS::contain);
    assertThat(Habits.MAY_SLEEP).allMatch(OURS::contain);
  }

  @Test
  void names_explain_themselves() {
    Habits.namesThatExplain().check(OURS);
  }

  @Test
  void each_package_is_null_marked_and_says_what_it_is_for() {
    assertThat(Habits.unmarked(OURS))
        .as("packages without a @NullMarked package-info (expected: one, with one sentence)")
        .isEmpty();
  }

  @Test
  void no_file_is_longer_than_400_lines() throws IOException {
    List<Path> files;
    try (var found = Files.walk(root())) {
      files = found.filter(HabitsTest::isOurSource).toList();
    }
    assertThat(files).hasSizeGreaterThan(700);
    assertThat(Habits.tooLong(files)).as("take out what has a name of its own").isEmpty();
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
}
