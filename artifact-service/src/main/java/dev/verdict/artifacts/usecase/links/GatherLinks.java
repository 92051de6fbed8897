package dev.verdict.artifacts.usecase.links;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.ArtifactType;
import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.artifacts.usecase.links.LinkAnswer.Reason;
import dev.verdict.contract.message.RunArtifacts;
import dev.verdict.contract.message.RunArtifacts.Link;
import dev.verdict.contract.message.RunArtifacts.Source;
import dev.verdict.plugin.ci.ArtifactFindings;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.RemoteArtifact;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All files of a run, wherever they are. Our store and the CI system are asked side by side; one
 * that does not answer in its time is told of as such.
 */
public final class GatherLinks {
  /** So that neither leaves no room for the other. */
  private static final int MOST_REMOTE = RunArtifacts.MOST_LINKS / 2;

  private final RunBook runs;
  private final RemoteBook book;
  private final OwnFiles store;
  private final AtProviders providers;
  private final LinkRules rules;
  private final Clock clock;

  /** What our own store has of a run, the newest first. */
  @FunctionalInterface
  public interface OwnFiles {
    Future<List<Artifact>> newest(UUID runId, int most);
  }

  GatherLinks(Links.Needs needs, AtProviders providers, LinkRules rules, Clock clock) {
    this.runs = needs.runs();
    this.book = needs.book();
    this.store = needs.files();
    this.providers = providers;
    this.rules = rules;
    this.clock = clock;
  }

  /** Fails only if our own database is away. */
  public Future<RunArtifacts> of(UUID runId, long finish) {
    Future<List<Artifact>> own =
        store
            .newest(runId, RunArtifacts.MOST_LINKS + 1)
            .timeout(rules.leg().toMillis(), TimeUnit.MILLISECONDS);
    Future<Optional<CiRun>> ci = runs.ciRun(runId);
    Future<ArtifactFindings> remote =
        ci.compose(
            run ->
                run.map(known -> providers.all(known, MOST_REMOTE + 1))
                    .orElseGet(ResolveLinks::nobody));
    return Future.all(own, remote)
        .map(
            both -> {
              CiRun run = ci.result().orElse(null);
              List<Artifact> ours = withoutCopies(own.result(), run, remote.result());
              return found(runId, finish, ours, run, remote.result());
            });
  }

  /** A file that the CI system still has is told of once, as its own. */
  private static List<Artifact> withoutCopies(
      List<Artifact> own, @Nullable CiRun run, ArtifactFindings remote) {
    if (run == null) {
      return own;
    }
    Set<String> copies =
        remote.found().values().stream()
            .map(file -> new RemoteFile(run, file).copyPath())
            .collect(Collectors.toSet());
    return own.stream().filter(file -> !copies.contains(file.path())).toList();
  }

  /** What was seen of the run at its CI system, which is not asked. */
  public Future<List<RemoteFile>> seen(UUID runId) {
    return runs.ciRun(runId)
        .compose(
            run ->
                run.map(known -> book.ofRun(known, RunArtifacts.MOST_LINKS))
                    .orElse(Future.succeededFuture(List.of())));
  }

  private RunArtifacts found(
      UUID runId, long finish, List<Artifact> own, @Nullable CiRun ci, ArtifactFindings remote) {
    List<Link> links = new ArrayList<>();
    List<Source> sources = new ArrayList<>();
    int foreign = ci == null ? 0 : Math.min(remote.found().size(), MOST_REMOTE);
    int ours = Math.min(own.size(), RunArtifacts.MOST_LINKS - foreign);
    own.stream().limit(ours).map(GatherLinks::link).forEach(links::add);
    sources.add(new Source(RunArtifacts.STORE, null, ours, null));
    if (ci != null) {
      remote.found().values().stream()
          .sorted(Comparator.comparing(RemoteArtifact::name))
          .limit(foreign)
          .map(file -> link(new RemoteFile(ci, file)))
          .forEach(links::add);
      Throwable problem = remote.problem();
      sources.add(
          new Source(
              ci.provider(), ci.id(), foreign, problem == null ? null : Problems.words(problem)));
    }
    boolean complete =
        own.size() == ours && remote.found().size() == foreign && remote.problem() == null;
    return new RunArtifacts(runId, finish, clock.instant(), complete, links, sources);
  }

  private static Link link(Artifact artifact) {
    return new Link(
        artifact.id(),
        artifact.name(),
        artifact.path(),
        RunArtifacts.STORE,
        artifact.permalink(),
        null,
        artifact.type().word(),
        artifact.sizeBytes(),
        artifact.digest().toString(),
        artifact.place().taskId(),
        Objects.requireNonNullElse(artifact.place().attempt(), 0),
        null);
  }

  private Link link(RemoteFile file) {
    RemoteArtifact artifact = file.artifact();
    String contentType = artifact.contentType();
    ArtifactType type =
        contentType == null
            ? ArtifactType.ofName(artifact.name())
            : ArtifactType.ofContent(contentType, artifact.name());
    return new Link(
        file.id(),
        artifact.name(),
        artifact.name(),
        file.run().provider(),
        file.permalink(),
        lasting(artifact.link()),
        type.word(),
        artifact.size(),
        artifact.digest(),
        null,
        0,
        artifact.gone() ? Reason.EXPIRED.word() : null);
  }

  /** One that expires is of no use to who reads of it later. */
  private @Nullable String lasting(@Nullable ArtifactLink link) {
    return link != null
            && link.expiresAt() == null
            && ResolveLinks.canBeHandedOut(link, clock.instant(), rules)
        ? link.url().toString()
        : null;
  }
}
