package dev.verdict.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobsTest {
  @ParameterizedTest
  @CsvSource({
    "test_*.py, test_a.py, true",
    "test_*.py, deep/er/test_a.py, true",
    "test_*.py, deep/test_a.pyc, false",
    "unit/*.py, unit/a.py, true",
    "unit/*.py, other/unit/a.py, false",
    "**/src/test/**/*Test.java, src/test/java/ATest.java, true",
    "**/src/test/**/*Test.java, m/src/test/java/x/ATest.java, true",
    "**/src/test/**/*Test.java, src/main/java/ATest.java, false",
  })
  void aSlashMakesItAPath(String glob, String file, boolean matches) {
    assertThat(new Globs(List.of(glob)).test(file)).isEqualTo(matches);
  }
}
