package dev.verdict.runners.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.runners.Project;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaSourceTest {
  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({
    "'class ATest { @Test void x() {} }', true",
    "'public final class ATest { @org.junit.Test void x() {} }', true",
    "'class ATest { @ParameterizedTest void x() {} }', true",
    "'class ATest { @FastTest void x() {} }', true",
    "'class ATest extends Base {}', true",
    "'class ATest<T> extends Base<T> {}', true",
    "'class ATest {}', false",
    "'class ATest implements Runnable { }', false",
    "'public abstract class ATest { @Test void x() {} }', false",
    "'interface ATest { @Test default void x() {} }', false",
    "'@interface ATest {}', false",
    "'enum ATest { A }', false",
  })
  void whatMayHoldTests(String text, boolean tests) throws Exception {
    new Project(root).with("ATest.java", text);

    assertThat(new JavaSource(root, "ATest.java").mayHoldTests()).isEqualTo(tests);
  }

  @Test
  void packagesTellWhereTheSourcesBegin() throws Exception {
    new Project(root)
        .with("src/a/b/X.java", "/* c */\npackage a.b;\nclass X {}")
        .with("a/b/Y.java", "package a.b;")
        .with("Z.java", "class Z {}");

    assertThat(new JavaSource(root, "src/a/b/X.java").sourceRoot()).isEqualTo("src");
    assertThat(new JavaSource(root, "src/a/b/X.java").className()).isEqualTo("a.b.X");
    assertThat(new JavaSource(root, "a/b/Y.java").sourceRoot()).isEmpty();
    assertThat(new JavaSource(root, "Z.java").className()).isEqualTo("Z");
  }
}
