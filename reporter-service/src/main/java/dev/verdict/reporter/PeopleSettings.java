package dev.verdict.reporter;

import dev.verdict.runtime.settings.SettingsReader;
import java.util.List;

/**
 * What people see of us outside of our own pages.
 *
 * @param publicBadges whether anybody may see badges
 * @param badgeBranches those that a badge means where nobody names one
 */
public record PeopleSettings(
    boolean publicBadges, List<String> badgeBranches, NotificationSettings notifications) {
  static final PeopleSettings USUAL =
      new PeopleSettings(false, List.of("main", "master"), NotificationSettings.NONE);

  static PeopleSettings from(SettingsReader reader) {
    return new PeopleSettings(
        reader.flag("reporter.public_badges", USUAL.publicBadges),
        reader.list("reporter.badge_branches", USUAL.badgeBranches),
        NotificationSettings.from(reader));
  }
}
