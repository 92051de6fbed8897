package dev.verdict.artifacts.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.artifacts.domain.ContentQuery.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentQueryTest {
  @Test
  void readsAPathASignAndAValue() {
    assertThat(ContentQuery.parse("metrics.throughput=1250.5"))
        .contains(new ContentQuery(List.of("metrics", "throughput"), Comparator.EQUAL, "1250.5"));
    assertThat(ContentQuery.parse("a >= 2"))
        .contains(new ContentQuery(List.of("a"), Comparator.AT_LEAST, "2"));
    assertThat(ContentQuery.parse("name!=x=y"))
        .contains(new ContentQuery(List.of("name"), Comparator.OTHER, "x=y"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "a", "=1", "a..b=1", ".a=1", " =1"})
  void refusesWhatIsNone(String text) {
    assertThat(ContentQuery.parse(text)).isEmpty();
  }
}
