package dev.verdict.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever is woken finds what to do. */
class RunbooksTest {
  private static final Path RUNBOOKS = Rendering.REPOSITORY.resolve("docs/runbooks");

  @Test
  void every_alert_names_a_run_book_that_names_the_alert() throws Exception {
    Set<String> named = new TreeSet<>();
    for (JsonNode rule : rules()) {
      String alert = rule.path("alert").asText();
      String file = rule.at("/annotations/runbook_url").asText();
      assertThat(file).as(alert).startsWith("docs/runbooks/").endsWith(".md");
      Path book = Rendering.REPOSITORY.resolve(file);
      assertThat(book).as(alert).exists();
      assertThat(Files.readString(book)).as(file).contains("`" + alert + "`");
      assertThat(rule.at("/labels/severity").asText()).as(alert).isIn("warning", "critical");
      assertThat(rule.at("/annotations/summary").asText()).as(alert).endsWith(".");
      named.add(book.getFileName().toString());
    }
    try (var books = Files.list(RUNBOOKS)) {
      assertThat(books.map(book -> book.getFileName().toString()).collect(Collectors.toSet()))
          .as("run books, besides their list")
          .isEqualTo(withList(named));
    }
  }

  private static Set<String> withList(Set<String> named) {
    Set<String> all = new TreeSet<>(named);
    all.add("README.md");
    return all;
  }

  private static JsonNode rules() {
    return Rendering.of("production").one("PrometheusRule", "verdict").at("/spec/groups/0/rules");
  }
}
