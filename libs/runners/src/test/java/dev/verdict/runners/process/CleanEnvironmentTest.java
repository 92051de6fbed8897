package dev.verdict.runners.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CleanEnvironmentTest {
  private static final Path TEMPORARY = Path.of("/attempt/tmp");

  @Test
  void onlyTheLittleThatProgramsNeedIsPassedOn() {
    Map<String, String> own =
        Map.of(
            "PATH",
            "/bin",
            "HOME",
            "/home/me",
            "JAVA_HOME",
            "/jdk",
            "TMPDIR",
            "/ours",
            "VERDICT_ENROLL_KEY",
            "secret",
            "AWS_SECRET_ACCESS_KEY",
            "secret");

    assertThat(CleanEnvironment.of(own, TEMPORARY, Map.of()))
        .containsOnly(
            Map.entry("PATH", "/bin"),
            Map.entry("HOME", "/home/me"),
            Map.entry("JAVA_HOME", "/jdk"),
            Map.entry("LANG", "C.UTF-8"),
            Map.entry("TMPDIR", "/attempt/tmp"));
  }

  @Test
  void whatTheTaskGivesWins() {
    assertThat(
            CleanEnvironment.of(Map.of("LANG", "de_DE"), TEMPORARY, Map.of("LANG", "C", "A", "b")))
        .containsEntry("LANG", "C")
        .containsEntry("A", "b")
        .containsEntry("PATH", "/usr/local/bin:/usr/bin:/bin");
  }
}
