package dev.verdict.artifacts.usecase.links;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.artifacts.usecase.links.LinkAnswer.Reason;
import dev.verdict.plugin.ci.ArtifactFindings;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.RemoteArtifact;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says for names of a run where they are to be had. The CI system and our store are asked side by
 * side; what the CI system has counts first, then what it has by its fallback, then our copy. A
 * name that nobody has is an answer too, and so is a CI system that does not answer.
 */
public final class ResolveLinks {
  private final RunBook runs;
  private final OwnCopies store;
  private final KeptCopies copies;
  private final AtProviders providers;
  private final LinkRules rules;
  private final Clock clock;

  ResolveLinks(Links.Needs needs, AtProviders providers, LinkRules rules, Clock clock) {
    this.runs = needs.runs();
    this.store = needs.store();
    this.copies = needs.copies();
    this.providers = providers;
    this.rules = rules;
    this.clock = clock;
  }

  /** Names of one of our runs, in their order. Fails only if our own database is away. */
  public Future<Map<String, LinkAnswer>> ofRun(UUID runId, Collection<String> names) {
    Set<String> asked = new LinkedHashSet<>(names);
    Future<Optional<CiRun>> ci = runs.ciRun(runId);
    Future<Map<String, UUID>> own = store.newest(runId, List.copyOf(asked));
    return ci.compose(
        run ->
            answers(
                asked,
                run.orElse(null),
                run.map(known -> providers.find(known, asked)).orElseGet(ResolveLinks::nobody),
                own));
  }

  /** Names of a run of a CI system, whether one of ours belongs to it or not. */
  public Future<Map<String, LinkAnswer>> ofCiRun(CiRun run, Collection<String> names) {
    Set<String> asked = new LinkedHashSet<>(names);
    Future<Map<String, UUID>> own =
        runs.ourRun(run)
            .compose(
                ours ->
                    ours.map(id -> store.newest(id, List.copyOf(asked)))
                        .orElse(Future.succeededFuture(Map.of())));
    return answers(asked, run, providers.find(run, asked), own);
  }

  static Future<ArtifactFindings> nobody() {
    return Future.succeededFuture(new ArtifactFindings(Map.of(), null));
  }

  private Future<Map<String, LinkAnswer>> answers(
      Set<String> names,
      @Nullable CiRun run,
      Future<ArtifactFindings> remote,
      Future<Map<String, UUID>> own) {
    Future<Map<String, UUID>> bounded =
        withCopies(names, run, own).timeout(rules.leg().toMillis(), TimeUnit.MILLISECONDS);
    return Future.join(remote, bounded)
        .transform(
            both -> {
              ArtifactFindings findings = remote.result();
              if (bounded.failed() && findings.found().isEmpty()) {
                return Future.failedFuture(bounded.cause());
              }
              Map<String, UUID> copies = bounded.failed() ? Map.of() : bounded.result();
              Map<String, LinkAnswer> answers = new LinkedHashMap<>();
              names.forEach(
                  name -> answers.put(name, answer(name, run, findings, copies.get(name))));
              return Future.succeededFuture(answers);
            });
  }

  /** What was sent to our store counts before what our store has fetched by itself. */
  private Future<Map<String, UUID>> withCopies(
      Set<String> names, @Nullable CiRun run, Future<Map<String, UUID>> own) {
    if (run == null) {
      return own;
    }
    Map<String, UUID> files = new HashMap<>();
    names.forEach(name -> files.put(name, run.fileId(name)));
    Future<Map<UUID, UUID>> copied = copies.of(files.values());
    return Future.all(own, copied)
        .map(
            both -> {
              Map<String, UUID> all = new HashMap<>(own.result());
              files.forEach(
                  (name, file) -> {
                    UUID copy = copied.result().get(file);
                    if (copy != null) {
                      all.putIfAbsent(name, copy);
                    }
                  });
              return all;
            });
  }

  private LinkAnswer answer(
      String name, @Nullable CiRun run, ArtifactFindings findings, @Nullable UUID copy) {
    RemoteArtifact found = findings.found().get(name);
    if (run != null && found != null && !found.gone()) {
      return atProvider(new RemoteFile(run, found), found);
    }
    LinkAnswer.Nowhere without = without(run, found, findings.problem());
    if (copy == null) {
      return without;
    }
    return new LinkAnswer.InStore(copy, without.reason() == Reason.MISSING ? null : without.why());
  }

  private LinkAnswer atProvider(RemoteFile file, RemoteArtifact artifact) {
    ArtifactLink link = artifact.link();
    return link != null && canBeHandedOut(link, clock.instant(), rules)
        ? new LinkAnswer.AtProvider(file, link.url().toString(), link.expiresAt())
        : new LinkAnswer.AtProvider(file, null, null);
  }

  static boolean canBeHandedOut(ArtifactLink link, Instant now, LinkRules rules) {
    String scheme = link.url().getScheme();
    return link.reach() != ArtifactLink.Reach.CREDENTIAL
        && ("https".equals(scheme) || "http".equals(scheme))
        && rules.lasts(link.expiresAt(), now);
  }

  private static LinkAnswer.Nowhere without(
      @Nullable CiRun run, @Nullable RemoteArtifact found, @Nullable Throwable problem) {
    if (run == null) {
      return new LinkAnswer.Nowhere(
          Reason.MISSING,
          "the run has no such artifact, and belongs to no run of a CI system",
          null);
    }
    if (found != null) {
      return new LinkAnswer.Nowhere(
          Reason.EXPIRED, run.words() + " has it no more", new RemoteFile(run, found));
    }
    return problem == null
        ? new LinkAnswer.Nowhere(
            Reason.MISSING, "neither " + run.words() + " nor our store has it", null)
        : new LinkAnswer.Nowhere(Reason.UNAVAILABLE, Problems.words(problem), null);
  }
}
