package dev.verdict.artifacts.usecase.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.artifacts.Bytes;
import dev.verdict.artifacts.usecase.compare.Comparison.JsonDifferences;
import dev.verdict.artifacts.usecase.compare.Comparison.MetricDifference;
import dev.verdict.artifacts.usecase.compare.Comparison.TextDifference;
import dev.verdict.contract.Json;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static Comparison json(String left, String right) {
    return JsonChanges.between(Json.tree(Bytes.of(left)), Json.tree(Bytes.of(right)));
  }

  @Test
  void tellsWhichValuesChanged() {
    JsonDifferences changes =
        Objects.requireNonNull(
            json(
                    "{\"a\":1,\"b\":{\"c\":\"x\"},\"gone\":true,\"list\":[1,2]}",
                    "{\"a\":1.0,\"b\":{\"c\":\"y\"},\"list\":[1,2,3],\"new\":null}")
                .json());

    assertThat(changes.differences())
        .extracting(change -> change.change() + " " + change.path())
        .containsExactly("changed b.c", "removed gone", "added list[2]", "added new");
    assertThat(changes.total()).isEqualTo(4);
  }

  @Test
  void tellsHowMuchNumbersChanged() {
    Comparison changes =
        json(
            "{\"metrics\":{\"throughput\":1000,\"errors\":0,\"same\":5}}",
            "{\"metrics\":{\"throughput\":1250.5,\"errors\":2,\"same\":5.0}}");

    assertThat(changes.metrics())
        .containsExactly(
            new MetricDifference("metrics.throughput", 1000, 1250.5, 250.5, 25.05),
            new MetricDifference("metrics.errors", 0, 2, 2, null));
  }

  @Test
  void manyChangesAreCountedAndNotAllTold() {
    String left =
        IntStream.range(0, 1500).mapToObj(Integer::toString).collect(Collectors.joining(","));
    JsonDifferences changes = Objects.requireNonNull(json("[" + left + "]", "[]").json());

    assertThat(changes.differences()).hasSize(JsonChanges.MOST);
    assertThat(changes.total()).isEqualTo(1500);
  }

  @Test
  void tellsLinesAsDiffDoes() {
    TextDifference changes =
        Objects.requireNonNull(
            TextChanges.between("old.txt", "a\nb\nc\n", "new.txt", "a\nB\nc\nd\n").text());

    assertThat(changes.unified())
        .isEqualTo("--- old.txt\n+++ new.txt\n@@ -1,3 +1,4 @@\n a\n-b\n+B\n c\n+d");
    assertThat(changes.added()).isEqualTo(2);
    assertThat(changes.removed()).isEqualTo(1);
    assertThat(changes.cut()).isFalse();
  }

  @Test
  void longTextsThatShareNothingEndInTime() {
    String left = lines("left ");
    String right = lines("right ");

    TextDifference changes =
        Objects.requireNonNull(TextChanges.between("l", left, "r", right).text());

    assertThat(changes.added()).isEqualTo(TextChanges.MOST_LINES);
    assertThat(changes.cut()).isTrue();
    assertThat(TextChanges.between("l", left + "more\n", "r", right).why()).contains("10001");
  }

  private static String lines(String start) {
    return IntStream.range(0, TextChanges.MOST_LINES)
        .mapToObj(i -> start + i + "\n")
        .collect(Collectors.joining());
  }
}
