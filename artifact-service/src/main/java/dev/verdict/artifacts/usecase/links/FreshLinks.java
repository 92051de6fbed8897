package dev.verdict.artifacts.usecase.links;

import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.CiProvider;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Signed links, as long as they can still be followed by whoever gets them. */
final class FreshLinks {
  private static final int MOST = 10_000;

  private final LinkRules rules;
  private final Clock clock;
  private final Map<String, Future<Optional<ArtifactLink>>> asking = new HashMap<>();
  private final Map<String, ArtifactLink> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ArtifactLink> eldest) {
          return size() > MOST;
        }
      };

  FreshLinks(LinkRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** Empty where the CI system signs none. */
  Future<Optional<ArtifactLink>> of(RemoteFile file, CiProvider provider) {
    String key = file.id() + " " + file.artifact().key();
    Future<Optional<ArtifactLink>> question;
    synchronized (this) {
      ArtifactLink known = kept.get(key);
      if (known != null && rules.lasts(known.expiresAt(), clock.instant())) {
        return Future.succeededFuture(Optional.of(known));
      }
      Future<Optional<ArtifactLink>> underWay = asking.get(key);
      if (underWay != null) {
        return underWay;
      }
      question =
          provider
              .freshLink(file.artifact())
              .timeout(rules.leg().toMillis(), TimeUnit.MILLISECONDS);
      asking.put(key, question);
    }
    question.onComplete(answer -> answered(key, answer.succeeded() ? answer.result() : null));
    return question;
  }

  private synchronized void answered(
      String key, @org.jspecify.annotations.Nullable Optional<ArtifactLink> link) {
    asking.remove(key);
    // One that does not say how long it lasts is used once.
    if (link != null && link.isPresent() && link.get().expiresAt() != null) {
      kept.put(key, link.get());
    }
  }
}
