package dev.verdict.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path directory;

  @Test
  void nestedKeysBecomeFlatOnes() throws IOException {
    Map<String, RawSetting> read = read("a:\n  b_c: 1\n  d: [x, y]\ne: true\nempty:\n");

    assertThat(read).containsOnlyKeys("a.b_c", "a.d", "e");
    assertThat(read.get("a.b_c")).isEqualTo(RawSetting.of("1", Origin.file("verdict.yaml", 2)));
  }

  @Test
  void triggersAreKeptAsTheyStand() throws IOException {
    Map<String, RawSetting> read =
        read("triggers:\n  - name: unit\n    run: {priority: 5, files: [a, b]}\n  - name: other\n");

    assertThat(read.get("triggers"))
        .isEqualTo(
            RawSetting.of(
                "[{\"name\":\"unit\",\"run\":{\"priority\":5,\"files\":[\"a\",\"b\"]}},"
                    + "{\"name\":\"other\"}]",
                Origin.file("verdict.yaml", 2)));
    assertThatThrownBy(() -> read("triggers: [&x {a: 1}, *x]\n"))
        .hasMessageContaining("expected: a value, no alias");
  }

  @Test
  void anEmptyFileSaysNothing() throws IOException {
    assertThat(read("# nothing yet\n")).isEmpty();
  }

  @Test
  void whatIsNoYamlIsToldWithItsPlace() {
    assertThatThrownBy(() -> read("http:\n  port: [1, 2\nlog: x\n"))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("verdict.yaml")
        .hasMessageContaining("(expected: YAML)")
        .hasMessageContaining("at line 3");
  }

  @Test
  void theSameKeyTwiceIsAMistake() {
    assertThatThrownBy(() -> read("http:\n  port: 1\n  port: 2\n"))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("Duplicate");
  }

  @Test
  void aliasesAreRefusedSoThatNoBombCanBeBuilt() {
    assertThatThrownBy(() -> read("a: &x [lol, lol]\nb: [*x, *x]\n"))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("expected: a value, no alias");
  }

  @Test
  void aHugeFileIsNotRead() {
    assertThatThrownBy(() -> read("a: " + "x".repeat(2 << 20)))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("expected: at most 1048576 bytes");
  }

  @Test
  void deepNestingIsRefused() {
    assertThatThrownBy(() -> read("[".repeat(1000))).isInstanceOf(SettingsProblem.class);
    assertThatThrownBy(() -> read("a: " + "{b: ".repeat(50) + "1" + "}".repeat(50)))
        .isInstanceOf(SettingsProblem.class);
  }

  @Test
  void aFileThatWasNamedHasToBeThere() {
    assertThatThrownBy(() -> SettingsFile.read(directory.resolve("none.yaml")))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("not there (expected: a file that exists)");
  }

  private Map<String, RawSetting> read(String text) throws IOException {
    return SettingsFile.read(Files.writeString(directory.resolve("verdict.yaml"), text));
  }
}
