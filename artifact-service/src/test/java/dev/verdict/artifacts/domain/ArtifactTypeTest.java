package dev.verdict.artifacts.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactTypeTest {
  @ParameterizedTest
  @CsvSource({
    "report,reports",
    "result,reports",
    "log,logs",
    "metrics,metrics",
    "image,data",
    "performance_report,reports",
    "gpu-benchmark,metrics",
    "weights,data"
  })
  void aTypeHasItsShelf(String word, String category) {
    assertThat(ArtifactType.of(word)).map(ArtifactType::category).contains(new Category(category));
  }

  @ParameterizedTest
  @CsvSource({
    "build.LOG,log",
    "cover.html,report",
    "a.b.png,image",
    "x.tgz,archive",
    "report,data"
  })
  void aNameAloneTellsSomething(String name, String word) {
    assertThat(ArtifactType.ofName(name).word()).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Report", "a b", "1x", "ä"})
  void otherWordsAreNone(String word) {
    assertThat(ArtifactType.of(word)).isEmpty();
  }

  @Test
  void aListOfTestCasesIsToldByItsContent() {
    byte[] junit =
        "<?xml version=\"1.0\"?><testsuites><testsuite/></testsuites>"
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(ContentType.isTestResult(junit)).isTrue();
    assertThat(ContentType.isTestResult(new byte[] {'<', 'a', '/', '>'})).isFalse();
  }
}
