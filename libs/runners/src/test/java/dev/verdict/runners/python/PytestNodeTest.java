package dev.verdict.runners.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.plugin.runner.ReportedTest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PytestNodeTest {
  private static final List<String> FILES =
      List.of("test_a.py", "unit/test_a.py", "unit/v1.2/test_a.py");

  @ParameterizedTest
  @CsvSource({
    "test_a, test_x, test_a.py::test_x",
    "test_a.TestX, test_y[1.5], test_a.py::TestX::test_y[1.5]",
    "unit.test_a.TestX.TestY, test_z, unit/test_a.py::TestX::TestY::test_z",
    "unit.v1.2.test_a, test_x[a::b], unit/v1.2/test_a.py::test_x[a::b]",
    "tests.unit.test_a.TestX, test_y, unit/test_a.py::TestX::test_y",
    "'', unit.test_a, unit/test_a.py",
    "test_abc, test_x, test_abc::test_x",
  })
  void theFilesThatWereRunTellWhichDotsWereSlashes(String className, String name, String id) {
    ReportedTest test = new ReportedTest("pytest", className, name, null);

    assertThat(PytestNode.of(FILES, test).id()).isEqualTo(id);
  }
}
