package dev.verdict.artifacts.usecase.links;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pages of listings: asked for once while they count, and once while an equal question is under
 * way. A page counts as long as every link in it does.
 */
final class Listings {
  /** After it the place of a question that was never answered is given to the next. */
  private static final Duration FORGOTTEN = Duration.ofMinutes(5);

  private final LinkRules rules;
  private final Clock clock;
  private final LinkMeters meters;
  private final Turnstile turnstile;
  private final Map<Key, Future<ArtifactPage>> asking = new HashMap<>();
  private final Map<Key, Kept> kept;

  /** A page of one provider for one repository. */
  private record Key(String provider, @Nullable String repository, ArtifactCursor cursor) {}

  /** A page, or that there is no such listing. */
  private record Kept(Future<ArtifactPage> page, Instant since, Instant until) {}

  Listings(LinkRules rules, Clock clock, LinkMeters meters) {
    this.rules = rules;
    this.clock = clock;
    this.meters = meters;
    this.turnstile = new Turnstile(rules.concurrency(), rules.queue());
    this.kept =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
            return size() > rules.pages();
          }
        };
  }

  /**
   * @param most how old the page may be
   */
  Future<ArtifactPage> page(CiRun run, CiProvider provider, ArtifactCursor cursor, Duration most) {
    Key key = new Key(run.provider(), run.repository(), cursor);
    Future<ArtifactPage> question;
    synchronized (this) {
      Kept known = kept.get(key);
      Instant now = clock.instant();
      if (known != null && known.until().isAfter(now) && !known.since().plus(most).isBefore(now)) {
        meters.kept();
        return known.page();
      }
      Future<ArtifactPage> underWay = asking.get(key);
      if (underWay != null) {
        meters.joined();
        return bounded(underWay);
      }
      meters.fetched();
      question = turnstile.pass(() -> within(FORGOTTEN, provider.listArtifacts(cursor)));
      asking.put(key, question);
    }
    question.onComplete(answer -> answered(key, question));
    return bounded(question);
  }

  /** Who asks does not wait for ever; the answer is kept all the same when it comes. */
  private <T> Future<T> bounded(Future<T> leg) {
    return within(rules.leg(), leg);
  }

  private static <T> Future<T> within(Duration time, Future<T> work) {
    return work.timeout(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void answered(Key key, Future<ArtifactPage> answer) {
    asking.remove(key);
    Instant now = clock.instant();
    if (answer.succeeded()) {
      kept.put(key, new Kept(answer, now, until(answer.result(), now)));
    } else if (answer.cause() instanceof ResourceNotFoundError) {
      kept.put(key, new Kept(answer, now, now.plus(rules.keepMisses())));
    }
  }

  private Instant until(ArtifactPage page, Instant now) {
    Instant until = now.plus(rules.keep());
    for (RemoteArtifact each : page.artifacts()) {
      ArtifactLink link = each.link();
      if (link != null && link.expiresAt() != null) {
        Instant last = link.expiresAt().minus(rules.margin());
        until = last.isBefore(until) ? last : until;
      }
    }
    return until;
  }
}
