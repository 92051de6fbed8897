package dev.verdict.coordinator.domain.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "main,main,true",
    "main,mains,false",
    "release/*,release/1.2,true",
    "release/*,release/1/2,false",
    "release/**,release/1/2,true",
    "acme/*,acme/shop,true",
    "*,acme/shop,false",
    "**,acme/shop,true",
    "src/**/test_*.py,src/test_a.py,true",
    "src/**/test_*.py,src/x/y/test_a.py,true",
    "src/**/test_*.py,src/xtest_a.py,false",
    "**/pom.xml,pom.xml,true",
    "**/pom.xml,a/b/pom.xml,true",
    "**/pom.xml,a/xpom.xml,false",
    "v?.?,v1.2,true",
    "v?.?,v1.22,false",
    "a.c,abc,false",
  })
  void fits(String pattern, String name, boolean expected) {
    assertThat(new Glob(pattern).fits(name)).isEqualTo(expected);
  }

  @Test
  void exclusions() {
    assertThat(Glob.anyFits(List.of("release/**", "!release/old"), "release/new")).isTrue();
    assertThat(Glob.anyFits(List.of("release/**", "!release/old"), "release/old")).isFalse();
    assertThat(Glob.anyFits(List.of("!docs/**"), "src/a")).isTrue();
    assertThat(Glob.anyFits(List.of("!docs/**"), "docs/a")).isFalse();
    assertThat(Glob.anyFits(List.of(), "anything")).isTrue();
  }

  @Test
  void noPatternTakesLong() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThat(new Glob("*a".repeat(100) + "b").fits("a".repeat(10_000))).isFalse());
  }
}
