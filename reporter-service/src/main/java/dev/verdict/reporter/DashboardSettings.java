package dev.verdict.reporter;

import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.TlsSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Of the pages for people.
 *
 * @param coordinatorUrl where the coordinator is asked; the own origin when absent, as in one
 *     process
 * @param tls what is shown to the coordinator, and whether it is believed
 * @param session how long somebody stays signed in
 * @param watched how many pages may be watched at once
 */
public record DashboardSettings(
    Optional<URI> coordinatorUrl, TlsSettings tls, Duration session, int watched) {
  private static final Duration USUAL_SESSION = Duration.ofDays(7);
  private static final int USUALLY_WATCHED = 500;
  private static final int SHARE_OF_ONE = 10;

  public static final DashboardSettings DEFAULT =
      new DashboardSettings(Optional.empty(), TlsSettings.NONE, USUAL_SESSION, USUALLY_WATCHED);

  /** One visitor with all his tabs; the rest is for others. */
  int watchedByOne() {
    return Math.max(1, watched / SHARE_OF_ONE);
  }

  static DashboardSettings from(SettingsReader reader) {
    return new DashboardSettings(
        reader.url("reporter.coordinator_url").optional(),
        TlsSettings.from(reader),
        reader.duration("reporter.session", USUAL_SESSION),
        reader.number("reporter.watched_pages", USUALLY_WATCHED, 0, 100_000));
  }
}
