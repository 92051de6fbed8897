package dev.verdict.runners.java;

import dev.verdict.runners.Project;
import java.io.IOException;
import java.nio.file.Path;

/** A small suite that has a test of every kind, for each of the Java tools. */
final class JavaProjects {
  static final String CALC_TEST =
      """
      package calc;
      import static org.junit.jupiter.api.Assertions.assertEquals;
      import java.util.stream.Stream;
      import org.junit.jupiter.api.*;
      import org.junit.jupiter.params.*;
      import org.junit.jupiter.params.provider.*;
      class CalcTest {
        @Test void passes() { assertEquals(4, Calc.twice(2)); }
        @Test void fails() { assertEquals(1, Calc.twice(2)); }
        @Test void errors() { throw new IllegalStateException("boom"); }
        @Test @Disabled("not today") void skipped() {}
        @ParameterizedTest @ValueSource(strings = {"a.b", "x::y", "<&>", "new\\nline", ""})
        void odd(String value) {}
        @TestFactory Stream<DynamicTest> made() {
          return Stream.of("one", "two").map(name -> DynamicTest.dynamicTest(name, () -> {}));
        }
        @Nested class Inner {
          @Test void deep() {}
          @ParameterizedTest @CsvSource({"1,2", "3,4"}) void two(int a, int b) {}
        }
      }
      """;

  static final String OFF_TEST =
      """
      package calc;
      import org.junit.jupiter.api.*;
      @Disabled("whole class") class OffTest { @Test void one() {} @Test void two() {} }
      """;

  static final String ABSTRACT_TEST =
      """
      package calc;
      import org.junit.jupiter.api.*;
      abstract class AbstractTest { @Test void inherited() {} }
      """;

  static final String HEIR_TEST = "package calc;\nclass HeirTest extends AbstractTest {}\n";

  static final String CALC =
      "package calc;\npublic class Calc { static int twice(int n) { return 2 * n; } }\n";

  private JavaProjects() {}

  static Project sources(Path root, String main, String test) throws IOException {
    return new Project(root)
        .with(main + "calc/Calc.java", CALC)
        .with(test + "calc/CalcTest.java", CALC_TEST)
        .with(test + "calc/OffTest.java", OFF_TEST)
        .with(test + "calc/AbstractTest.java", ABSTRACT_TEST)
        .with(test + "calc/HeirTest.java", HEIR_TEST)
        .with(test + "calc/TestData.java", "package calc;\nclass TestData {}\n");
  }
}
