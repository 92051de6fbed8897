package dev.verdict.coordinator.outbound.ci;

import dev.verdict.ci.RepositoryProviders;
import dev.verdict.coordinator.domain.trigger.Glob;
import dev.verdict.coordinator.usecase.follow.CiRuns;
import dev.verdict.coordinator.usecase.follow.FollowedRun;
import dev.verdict.coordinator.usecase.follow.ReportedResults;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderError;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.RunPlace;
import dev.verdict.plugin.ci.TestRunStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the provider of a run. What it lists and sends is a stranger's: everything has a bound. */
public final class ProviderRuns implements CiRuns {
  private static final long STATUS_MS = 60_000;

  private final Vertx vertx;
  private final RepositoryProviders providers;
  private final ReportLimits limits;

  public ProviderRuns(Vertx vertx, RepositoryProviders providers, ReportLimits limits) {
    this.vertx = vertx;
    this.providers = providers;
    this.limits = limits;
  }

  private CiProvider provider(FollowedRun run, Operation operation) {
    @Nullable String repository = run.repository().isEmpty() ? null : run.repository();
    return providers.of(run.provider(), new RunPlace(repository, run.ciRun()), operation);
  }

  @Override
  public Future<TestRunStatus> status(FollowedRun run) {
    return asked(() -> provider(run, Operation.GET_TEST_RUN_STATUS).getTestRunStatus(run.ciRun()))
        .timeout(STATUS_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  public Future<ReportedResults> results(FollowedRun run, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    return asked(
        () -> {
          CiProvider provider = provider(run, Operation.LIST_ARTIFACTS);
          ReadReports reports = new ReadReports(run.reports(), limits);
          return list(provider, run)
              .timeout(within.toMillis(), TimeUnit.MILLISECONDS)
              .compose(artifacts -> readAll(provider, artifacts, reports, end))
              .map(read -> reports.results());
        });
  }

  /** What is thrown before there is a future is a failure like any other. */
  private static <T> Future<T> asked(Supplier<Future<T>> question) {
    try {
      return question.get();
    } catch (CiProviderError refused) {
      return Future.failedFuture(refused);
    }
  }

  /** A further place is asked only where there was nothing in those before it. */
  private Future<List<RemoteArtifact>> list(CiProvider provider, FollowedRun run) {
    Future<List<RemoteArtifact>> found = Future.succeededFuture(List.of());
    for (ArtifactCursor place : provider.artifactPlaces(run.ciRun())) {
      found =
          found.compose(
              before ->
                  before.isEmpty()
                      ? new ListedArtifacts(provider, one -> mayHold(run, one.name())).from(place)
                      : Future.succeededFuture(before));
    }
    return found;
  }

  /** Where nobody said which, only what can be a report or an archive of some. */
  private static boolean mayHold(FollowedRun run, String name) {
    int dot = name.lastIndexOf('.');
    String end = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    if (!run.artifacts().isEmpty()) {
      return Glob.anyFits(run.artifacts(), name);
    }
    return end.equals("xml")
        || end.equals("zip")
        || (name.indexOf('/') < 0 && (dot < 0 || !ReadReports.NEVER.contains(end)));
  }

  /** One after another: the disk holds one at a time. No further one when time is over. */
  private Future<Void> readAll(
      CiProvider provider, List<RemoteArtifact> artifacts, ReadReports reports, long end) {
    Future<Void> read = Future.succeededFuture();
    for (RemoteArtifact artifact : artifacts) {
      read =
          read.compose(
              before -> {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                return left.isPositive()
                    ? read(provider, artifact, reports, left)
                    : Future.failedFuture(
                        new TimeoutException("its artifacts came too slowly, together"));
              });
    }
    return read;
  }

  private Future<Void> read(
      CiProvider provider, RemoteArtifact artifact, ReadReports reports, Duration within) {
    if (artifact.gone()) {
      reports.problem(artifact.name() + ": the CI system has it no more");
      return Future.succeededFuture();
    }
    return FetchedFile.of(vertx, limits, provider, artifact, within)
        .compose(
            file ->
                vertx
                    .executeBlocking(
                        () -> {
                          reports.read(artifact.name(), Path.of(file));
                          return null;
                        },
                        false)
                    .eventually(() -> vertx.fileSystem().delete(file))
                    .mapEmpty());
  }
}
