package dev.verdict.ci.teamcity;

import dev.verdict.plugin.ci.http.Encoding;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which build is meant: its id, the URL of its page, or a locator in TeamCity's own words. */
final class TeamCityBuild {
  private static final Pattern ID = Pattern.compile("(?:id:)?(\\d+)");
  private static final Pattern PAGE =
      Pattern.compile(
          "https?://.*(?:[?&]buildId=|/build/|/buildConfiguration/[^/?#]+/)(\\d+)(?:[/?&#].*)?");
  private static final Pattern LOCATOR = Pattern.compile("\\w+:.+");

  private TeamCityBuild() {}

  /** As a segment of a path. */
  static Optional<String> locator(String id) {
    Matcher plain = ID.matcher(id);
    if (plain.matches()) {
      return Optional.of("id:" + plain.group(1));
    }
    Matcher page = PAGE.matcher(id);
    if (page.matches()) {
      return Optional.of("id:" + page.group(1));
    }
    boolean locator = LOCATOR.matcher(id).matches() && !id.contains("://");
    return locator ? Optional.of(Encoding.segment(id)) : Optional.empty();
  }
}
