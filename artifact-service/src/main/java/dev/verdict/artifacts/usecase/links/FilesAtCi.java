package dev.verdict.artifacts.usecase.links;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactFindings;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files of runs as their CI systems hold them. */
public final class FilesAtCi {
  private final RunBook runs;
  private final RemoteBook book;
  private final CiSystems systems;
  private final AtProviders providers;

  /**
   * What a CI system has of a run.
   *
   * @param problem what kept it from telling all; null if nothing did
   */
  public record Found(List<RemoteFile> files, @Nullable Throwable problem) {}

  FilesAtCi(RunBook runs, RemoteBook book, CiSystems systems, AtProviders providers) {
    this.runs = runs;
    this.book = book;
    this.systems = systems;
    this.providers = providers;
  }

  /** Of a run of ours, up to so many; none where it belongs to no run of a CI system. */
  public Future<Found> of(UUID runId, int most) {
    return runs.ciRun(runId)
        .compose(
            run ->
                run.map(known -> providers.all(known, most).map(found -> found(known, found)))
                    .orElse(Future.succeededFuture(new Found(List.of(), null))));
  }

  private static Found found(CiRun run, ArtifactFindings findings) {
    return new Found(
        findings.found().values().stream().map(file -> new RemoteFile(run, file)).toList(),
        findings.problem());
  }

  /** One that was seen once. */
  public Future<Optional<RemoteFile>> find(UUID id) {
    return book.find(id);
  }

  /** Its bytes, paused; those of a newer file of that name where a run was repeated. */
  public Future<ArtifactContent> open(RemoteFile file) {
    return download(file)
        .recover(
            failure ->
                failure instanceof ResourceNotFoundError
                    ? newer(file, failure)
                    : Future.failedFuture(failure));
  }

  private Future<ArtifactContent> newer(RemoteFile file, Throwable missing) {
    String name = file.artifact().name();
    return providers
        .findAgain(file.run(), Set.of(name))
        .compose(
            findings -> {
              RemoteArtifact found = findings.found().get(name);
              return found == null || found.gone() || found.key().equals(file.artifact().key())
                  ? Future.failedFuture(missing)
                  : download(new RemoteFile(file.run(), found));
            });
  }

  private Future<ArtifactContent> download(RemoteFile file) {
    try {
      return systems.of(file.run()).downloadArtifact(file.artifact(), 0);
    } catch (RuntimeException refused) {
      return Future.failedFuture(refused);
    }
  }
}
