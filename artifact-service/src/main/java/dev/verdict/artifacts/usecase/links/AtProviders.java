package dev.verdict.artifacts.usecase.links;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.plugin.ci.ArtifactFindings;
import dev.verdict.plugin.ci.ArtifactWalk;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.RemoteArtifact;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Finds files of runs at CI systems, with as few calls as possible. Its futures never fail. */
final class AtProviders {
  /** A walk has a few steps that wait for each other, each bounded by itself. */
  private static final int STEPS = 3;

  /** Names of files of which we know that they are in the book. */
  private static final int REMEMBERED = 20_000;

  private final CiSystems systems;
  private final RemoteBook book;
  private final LinkRules rules;
  private final Listings listings;
  private final Map<UUID, RemoteArtifact> inBook =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, RemoteArtifact> eldest) {
          return size() > REMEMBERED;
        }
      };

  AtProviders(CiSystems systems, RemoteBook book, LinkRules rules, Clock clock, LinkMeters meters) {
    this.systems = systems;
    this.book = book;
    this.rules = rules;
    this.listings = new Listings(rules, clock, meters);
  }

  /** For a name that is not in a kept listing the listing is read again, if it is not new. */
  Future<ArtifactFindings> find(CiRun run, Set<String> names) {
    return looked(run, names, rules.keep())
        .compose(
            first ->
                certainAndMissing(first, names)
                    ? looked(run, names, rules.keepMisses())
                    : Future.succeededFuture(first));
  }

  /** As the CI system has it now, or had it just now. */
  Future<ArtifactFindings> findAgain(CiRun run, Set<String> names) {
    return looked(run, names, rules.keepMisses());
  }

  /** All that the CI system names, up to so many. */
  Future<ArtifactFindings> all(CiRun run, int most) {
    return asked(
        run,
        provider ->
            ArtifactWalk.all(
                provider.artifactPlaces(run.id()),
                cursor -> listings.page(run, provider, cursor, rules.keepMisses()),
                most));
  }

  private static boolean certainAndMissing(ArtifactFindings findings, Set<String> names) {
    return findings.problem() == null
        && (findings.found().size() < names.size()
            || findings.found().values().stream().anyMatch(RemoteArtifact::gone));
  }

  private Future<ArtifactFindings> looked(CiRun run, Set<String> names, Duration most) {
    return asked(
        run,
        provider ->
            ArtifactWalk.find(
                provider.artifactPlaces(run.id()),
                cursor -> listings.page(run, provider, cursor, most),
                names));
  }

  private Future<ArtifactFindings> asked(
      CiRun run, Function<CiProvider, Future<ArtifactFindings>> question) {
    Future<ArtifactFindings> answer;
    try {
      answer = question.apply(systems.of(run));
    } catch (RuntimeException refused) {
      answer = Future.failedFuture(refused);
    }
    return answer
        .timeout(STEPS * rules.leg().toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(failure -> new ArtifactFindings(Map.of(), failure))
        .compose(findings -> kept(run, findings));
  }

  /** In the book before anybody gets a link to it. */
  private Future<ArtifactFindings> kept(CiRun run, ArtifactFindings findings) {
    List<RemoteFile> fresh = new ArrayList<>();
    synchronized (inBook) {
      for (RemoteArtifact each : findings.found().values()) {
        RemoteFile file = new RemoteFile(run, each);
        if (!each.equals(inBook.get(file.id()))) {
          fresh.add(file);
        }
      }
    }
    if (fresh.isEmpty()) {
      return Future.succeededFuture(findings);
    }
    return book.keep(fresh)
        .map(
            done -> {
              synchronized (inBook) {
                fresh.forEach(file -> inBook.put(file.id(), file.artifact()));
              }
              return findings;
            })
        .otherwise(failure -> new ArtifactFindings(Map.of(), failure));
  }
}
