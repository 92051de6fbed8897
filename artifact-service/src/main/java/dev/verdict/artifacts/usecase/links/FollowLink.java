package dev.verdict.artifacts.usecase.links;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where a permalink to a file of a CI system leads right now.
 *
 * <pre>
 *   kept until passed ───────────────────────────────────┐
 *   link for anybody ──▶ there                           ▼
 *   fresh link ──▶ there                            our copy ──▶ gone
 *   neither ──▶ streamed with our token                  ▲
 *   not found ──▶ a newer file of that name? ──▶ again   │
 *                                    └── no ─────────────┘
 *   no answer ──▶ our copy ──▶ unavailable
 * </pre>
 */
public final class FollowLink {
  private final RemoteBook book;
  private final RunBook runs;
  private final OwnCopies store;
  private final KeptCopies copies;
  private final CiSystems systems;
  private final AtProviders providers;
  private final FreshLinks fresh;
  private final LinkRules rules;
  private final Clock clock;

  /** Where to go. */
  public sealed interface Way {
    /** To a link of the CI system that works now. */
    record There(ArtifactLink link) implements Way {}

    /** The bytes, fetched with our token. */
    record Through(RemoteFile file, ArtifactContent content) implements Way {}

    /** To what our store has. */
    record OwnCopy(UUID id) implements Way {}

    /** Nobody has it any more. */
    record Gone(RemoteFile file, @Nullable Instant since, String why) implements Way {}

    /** Who has it does not give it. */
    record Unavailable(String why) implements Way {}
  }

  FollowLink(Links.Needs needs, AtProviders providers, LinkRules rules, Clock clock) {
    this.book = needs.book();
    this.runs = needs.runs();
    this.store = needs.store();
    this.copies = needs.copies();
    this.systems = needs.systems();
    this.providers = providers;
    this.fresh = new FreshLinks(rules, clock);
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Empty if nobody ever saw a file of this id.
   *
   * @param from the first byte that is wanted, should the bytes have to go through us
   */
  public Future<Optional<Way>> follow(UUID id, ToLongFunction<RemoteArtifact> from) {
    return book.find(id)
        .compose(
            file ->
                file.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : way(file.get(), from, true).map(Optional::of));
  }

  private Future<Way> way(
      RemoteFile file, ToLongFunction<RemoteArtifact> from, boolean mayLookAgain) {
    RemoteArtifact artifact = file.artifact();
    Instant now = clock.instant();
    Instant until = artifact.retainedUntil();
    if (until != null && !until.isAfter(now)) {
      return orCopy(
          file, new Way.Gone(file, until, "the time for which it is kept there had passed"));
    }
    ArtifactLink link = artifact.link();
    if (link != null
        && link.reach() == ArtifactLink.Reach.ANYBODY
        && ResolveLinks.canBeHandedOut(link, now, rules)) {
      return Future.succeededFuture(new Way.There(link));
    }
    return asked(file, from)
        .recover(
            failure -> {
              if (!(failure instanceof ResourceNotFoundError)) {
                return orCopy(file, new Way.Unavailable(Problems.words(failure)));
              }
              return mayLookAgain ? newer(file, from) : orCopy(file, gone(file));
            });
  }

  private static Way.Gone gone(RemoteFile file) {
    return new Way.Gone(file, null, file.run().provider() + " has it no more");
  }

  private Future<Way> asked(RemoteFile file, ToLongFunction<RemoteArtifact> from) {
    CiProvider provider;
    try {
      provider = systems.of(file.run());
    } catch (RuntimeException refused) {
      return Future.failedFuture(refused);
    }
    return fresh
        .of(file, provider)
        .compose(
            link ->
                link.isPresent()
                    ? Future.succeededFuture(new Way.There(link.get()))
                    : provider
                        .downloadArtifact(file.artifact(), from.applyAsLong(file.artifact()))
                        .timeout(rules.leg().toMillis(), TimeUnit.MILLISECONDS)
                        .map(content -> new Way.Through(file, content)));
  }

  /** A run that was repeated has made it anew, under another key. */
  private Future<Way> newer(RemoteFile file, ToLongFunction<RemoteArtifact> from) {
    CiRun run = file.run();
    String name = file.artifact().name();
    return providers
        .findAgain(run, Set.of(name))
        .compose(
            findings -> {
              RemoteArtifact found = findings.found().get(name);
              return found == null || found.gone() || found.key().equals(file.artifact().key())
                  ? orCopy(file, gone(file))
                  : way(new RemoteFile(run, found), from, false);
            });
  }

  private Future<Way> orCopy(RemoteFile file, Way otherwise) {
    return copies
        .of(List.of(file.id()))
        .compose(
            taken -> {
              UUID copy = taken.get(file.id());
              return copy == null ? orUpload(file) : Future.succeededFuture(Optional.of(copy));
            })
        .map(copy -> copy.<Way>map(Way.OwnCopy::new).orElse(otherwise));
  }

  /** What was sent to our store under the same name. */
  private Future<Optional<UUID>> orUpload(RemoteFile file) {
    String name = file.artifact().name();
    return runs.ourRun(file.run())
        .compose(
            run ->
                run.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : store
                        .newest(run.get(), List.of(name))
                        .map(uploads -> Optional.ofNullable(uploads.get(name))));
  }
}
