package dev.verdict.artifacts.usecase.links;

import dev.verdict.artifacts.domain.CiRun;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Both books, for as long as a test takes. */
public final class InMemoryBooks implements RunBook, RemoteBook {
  private final Map<UUID, CiRun> runs = new ConcurrentHashMap<>();
  private final Map<UUID, RemoteFile> files = new ConcurrentHashMap<>();

  @Override
  public Future<Void> remember(Map<UUID, CiRun> known) {
    known.forEach(runs::putIfAbsent);
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<CiRun>> ciRun(UUID runId) {
    return Future.succeededFuture(Optional.ofNullable(runs.get(runId)));
  }

  @Override
  public Future<Optional<UUID>> ourRun(CiRun run) {
    return Future.succeededFuture(
        runs.entrySet().stream()
            .filter(each -> each.getValue().equals(run))
            .map(Map.Entry::getKey)
            .findFirst());
  }

  @Override
  public Future<Integer> forgetRuns(Instant rememberedBefore, int most) {
    return Future.succeededFuture(0);
  }

  @Override
  public Future<Integer> forgetFiles(Instant seenBefore, int most) {
    return Future.succeededFuture(0);
  }

  @Override
  public Future<List<RemoteFile>> ofRun(CiRun run, int most) {
    return Future.succeededFuture(
        files.values().stream().filter(each -> each.run().equals(run)).limit(most).toList());
  }

  @Override
  public Future<Void> keep(Collection<RemoteFile> more) {
    more.forEach(each -> files.put(each.id(), each));
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<RemoteFile>> find(UUID id) {
    return Future.succeededFuture(Optional.ofNullable(files.get(id)));
  }
}
