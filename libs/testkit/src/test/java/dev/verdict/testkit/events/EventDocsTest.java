package dev.verdict.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page for other teams shows is what is sent. */
class EventDocsTest {
  private static final Path DOCS = Path.of("..", "..", "docs");
  private static final Path EXAMPLES = DOCS.resolve("events/examples");

  static List<String> types() {
    return List.copyOf(EventSchemasTest.types().keySet());
  }

  @ParameterizedTest
  @MethodSource("types")
  void theExampleOfEachTypeIsOneOfItsRecords(String type) throws IOException {
    Path example = EXAMPLES.resolve(EventSchemas.shortName(type) + ".json");
    var shown = Json.tree(Files.readAllBytes(example));
    assertThat(
            RecordedRuns.oneAfterTheOther().stream()
                .filter(record -> record.type().equals(type))
                .map(record -> Json.tree(record.value())))
        .contains(shown);
  }

  @Test
  void thePageNamesEveryType() throws IOException {
    String page = Files.readString(DOCS.resolve("events.md"));
    assertThat(types()).allMatch(type -> page.contains("`" + type + "`"));
  }

  @Test
  void everyExampleConsumerHasFewerThanThirtyLines() throws IOException {
    for (String file :
        List.of("java/RunVerdicts.java", "javascript/consumer.js", "kcat/run-verdicts.sh")) {
      Path example = Path.of("..", "..", "examples", "consumers").resolve(file);
      assertThat(Files.readAllLines(example)).as(file).hasSizeLessThan(30);
    }
  }
}
