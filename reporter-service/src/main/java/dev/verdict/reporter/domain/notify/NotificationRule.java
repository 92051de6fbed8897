package dev.verdict.reporter.domain.notify;

import dev.verdict.reports.message.Change;
import dev.verdict.reports.message.RunNews;
import dev.verdict.reports.message.Template;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what. An empty list means any; a star in a pattern stands for anything.
 *
 * @param channels such as {@code slack}
 * @param recipients of mails, instead of the usual ones
 */
public record NotificationRule(
    String name,
    List<String> channels,
    Set<Change> events,
    List<String> projects,
    List<String> branches,
    List<String> suites,
    List<String> owners,
    List<String> recipients,
    Template template) {

  public boolean wants(RunNews run) {
    return events.contains(run.change())
        && fits(projects, run.project())
        && fits(branches, run.branch())
        && fits(suites, run.suite())
        && fits(owners, run.owner());
  }

  private static boolean fits(List<String> patterns, @Nullable String value) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> fits(pattern, value == null ? "" : value));
  }

  private static boolean fits(String pattern, String value) {
    String expression =
        Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(expression, Pattern.DOTALL).matcher(value).matches();
  }
}
