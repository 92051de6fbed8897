package dev.verdict.reporter.inbound.http;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The first page as HTML. Everything that comes from a run is escaped. */
final class LandingPage {
  private static final String TEMPLATE = template();
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final String EMPTY =
      """
      <div class="empty">
      <p><strong>No run yet.</strong></p>
      <p class="faint">Start one with <code>verdict run DIR --coordinator URL</code>, and it stands here a moment later.</p>
      </div>\
      """;
  private static final String HEAD =
      """
      <table aria-labelledby="runs">
      <thead><tr><th scope="col">Verdict</th><th scope="col">Run</th><th scope="col" class="number">Passed</th>\
      <th scope="col" class="number">Not good</th><th scope="col" class="number">Took</th><th scope="col">Began (UTC)</th></tr></thead>
      <tbody>
      """;

  private LandingPage() {}

  static String of(List<PastRun> runs) {
    String table =
        runs.isEmpty()
            ? EMPTY
            : runs.stream()
                .map(LandingPage::row)
                .collect(Collectors.joining("\n", HEAD, "\n</tbody>\n</table>"));
    return TEMPLATE.replace("{{runs}}", table);
  }

  private static String row(PastRun run) {
    String report =
        "/api/v1/runs/"
            + run.id()
            + "/report?format=html"
            + (run.status().isFinal() ? "" : "&amp;partial=true");
    return "<tr><td>"
        + verdict(run)
        + "</td><th scope=\"row\"><a href=\""
        + report
        + "\">"
        + escaped(run.name() == null || run.name().isBlank() ? run.id().toString() : run.name())
        + "</a>"
        + note(run)
        + "</th>"
        + numbers(run)
        + "<td class=\"time\">"
        + time(run.createdAt())
        + "</td></tr>";
  }

  private static String verdict(PastRun run) {
    Verdict verdict = run.verdict();
    String look = verdict == null ? "open" : verdict.isGood() ? "good" : "bad";
    String word = verdict == null ? run.status().word() : verdict.word();
    String sign = verdict == null ? "…" : verdict.isGood() ? "✓" : "✗";
    return "<span class=\"verdict "
        + look
        + "\"><span aria-hidden=\"true\">"
        + sign
        + "</span> "
        + word
        + "</span>";
  }

  private static String note(PastRun run) {
    String commit = run.commitSha();
    String shortCommit = commit == null ? null : commit.substring(0, Math.min(8, commit.length()));
    String line =
        Stream.of(
                run.project(),
                run.branch(),
                shortCommit,
                run.verdict() == null ? null : run.reason())
            .filter(Objects::nonNull)
            .filter(part -> !part.isBlank())
            .map(LandingPage::escaped)
            .collect(Collectors.joining(" · "));
    return line.isEmpty() ? "" : "<span class=\"note\">" + line + "</span>";
  }

  private static String numbers(PastRun run) {
    Counts counts = run.summary();
    Double took = run.duration();
    String passed =
        counts == null
            ? "–"
            : Numbers.words(counts.passed()) + " of " + Numbers.words(counts.total());
    String bad = counts == null ? "–" : Numbers.words(counts.bad());
    return cell(passed) + cell(bad) + cell(took == null ? "–" : Durations.words(took));
  }

  private static String cell(String number) {
    return "<td class=\"number\">" + escaped(number) + "</td>";
  }

  private static String time(@Nullable Instant at) {
    return at == null ? "–" : "<time datetime=\"" + at + "\">" + SHOWN.format(at) + "</time>";
  }

  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
              }
            });
    return safe.toString();
  }

  private static String template() {
    try (InputStream in = LandingPage.class.getResourceAsStream("/landing.html")) {
      return new String(
          Objects.requireNonNull(in, "landing.html is in the jar").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
