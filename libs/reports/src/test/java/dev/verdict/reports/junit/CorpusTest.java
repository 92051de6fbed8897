package dev.verdict.reports.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reports.ReadResult;
import dev.verdict.reports.Totals;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** One file per dialect and per kind of damage, with what is known to be in it. */
class CorpusTest {
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/junit/corpus.csv", numLinesToSkip = 1, nullValues = "-")
  void readsWhatIsThere(
      String file,
      int tests,
      int passed,
      int failed,
      int errors,
      int skipped,
      boolean complete,
      boolean trusted,
      String problems) {
    ReadResult result = ReadBack.ofResource(file).result();

    String found =
        result.problems().stream()
            .map(
                p ->
                    p.severity().word() + ":" + p.code().word() + "@" + p.line() + ":" + p.column())
            .collect(Collectors.joining(" "));
    assertThat(result.totals()).isEqualTo(new Totals(tests, passed, failed, errors, skipped));
    assertThat(found).isEqualTo(Objects.requireNonNullElse(problems, ""));
    assertThat(result.complete()).isEqualTo(complete);
    assertThat(result.trusted()).isEqualTo(trusted);
  }

  @Test
  void everyFileIsInTheTable() throws URISyntaxException {
    URL table = Objects.requireNonNull(getClass().getResource("/junit/corpus.csv"));
    String[] files = Path.of(table.toURI()).resolveSibling(".").toFile().list();
    List<String> listed =
        new String(ReadBack.bytes("corpus.csv"), StandardCharsets.UTF_8)
            .lines()
            .skip(1)
            .map(line -> line.split(",", 2)[0])
            .toList();

    assertThat(Stream.of(Objects.requireNonNull(files)).filter(file -> file.endsWith(".xml")))
        .containsExactlyInAnyOrderElementsOf(listed);
  }
}
