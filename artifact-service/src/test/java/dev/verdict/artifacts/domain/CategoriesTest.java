package dev.verdict.artifacts.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CategoriesTest {
  private static final Categories OWN =
      Categories.parse(List.of("reports", "logs", "screenshots=*.png|shots/*", "other"))
          .orElseThrow();

  @Test
  void whatTheSenderSaysCountsThenThePathThenTheType() {
    Category said = new Category("other");
    assertThat(OWN.of(said, ArtifactType.LOG, "a.png")).isEqualTo(said);
    assertThat(OWN.of(null, ArtifactType.LOG, "deep/A.PNG").word()).isEqualTo("screenshots");
    assertThat(OWN.of(null, ArtifactType.LOG, "shots/a/b.txt").word()).isEqualTo("screenshots");
    assertThat(OWN.of(null, ArtifactType.LOG, "a.log")).isEqualTo(Category.LOGS);
    assertThat(OWN.of(null, ArtifactType.METRICS, "a.json"))
        .as("there is neither metrics nor data")
        .isEqualTo(Category.REPORTS);
    assertThat(Categories.USUAL.of(null, ArtifactType.IMAGE, "a.png")).isEqualTo(Category.DATA);
  }

  @Test
  void aPatternIsNoExpression() {
    Categories dots = Categories.parse(List.of("data", "logs=a.b(c|d?")).orElseThrow();
    assertThat(dots.of(null, ArtifactType.DATA, "a.b(c")).isEqualTo(Category.LOGS);
    assertThat(dots.of(null, ArtifactType.DATA, "axb(c")).isEqualTo(Category.DATA);
    assertThat(dots.of(null, ArtifactType.DATA, "dx")).isEqualTo(Category.LOGS);
  }

  @Test
  void onlyThoseThatThereAre() {
    assertThat(OWN.named("screenshots")).isPresent();
    assertThat(OWN.named("metrics")).isEmpty();
    assertThat(Categories.parse(List.of())).isEmpty();
    assertThat(Categories.parse(List.of("Reports"))).isEmpty();
    assertThat(Categories.parse(List.of("a", "a"))).isEmpty();
  }
}
