package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.coordinator.usecase.Submission.NewTask;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kinds of tasks, each by its digest. Kinds stay, so they are asked for once, and outside of
 * the transaction that uses them: within it, all who submit the same kind would wait for the
 * slowest.
 */
final class TaskKinds {
  /** Whoever makes up a new kind for each task shall not fill the memory. */
  private static final int MOST_KNOWN = 10_000;

  private final Database database;
  private final Map<String, Integer> known = new ConcurrentHashMap<>();

  TaskKinds(Database database) {
    this.database = database;
  }

  Future<Map<String, Integer>> of(Iterable<NewTask> tasks) {
    Map<String, Integer> ids = new HashMap<>();
    Map<String, NewTask> unknown = new TreeMap<>();
    for (NewTask task : tasks) {
      String digest = RequirementDigest.of(task.type(), task.requirements());
      Integer id = known.get(digest);
      if (id == null) {
        unknown.putIfAbsent(digest, task);
      } else {
        ids.put(digest, id);
      }
    }
    if (unknown.isEmpty()) {
      return Future.succeededFuture(ids);
    }
    return keep(unknown)
        .map(
            found -> {
              if (known.size() + found.size() > MOST_KNOWN) {
                known.clear();
              }
              known.putAll(found);
              ids.putAll(found);
              return ids;
            });
  }

  private Future<Map<String, Integer>> keep(Map<String, NewTask> kinds) {
    String[] digests = kinds.keySet().toArray(String[]::new);
    Tuple values =
        Tuple.tuple()
            .addArrayOfString(digests)
            .addArrayOfString(kinds.values().stream().map(NewTask::type).toArray(String[]::new))
            .addArrayOfString(
                kinds.values().stream()
                    .map(task -> Json.text(task.requirements()))
                    .toArray(String[]::new));
    return database
        .pool()
        .preparedQuery(PgRunLedger.TASKS.get("insert_classes"))
        .execute(values)
        .compose(
            inserted ->
                database
                    .pool()
                    .preparedQuery(PgRunLedger.TASKS.get("classes"))
                    .execute(Tuple.tuple().addArrayOfString(digests)))
        .map(
            rows -> {
              Map<String, Integer> ids = new HashMap<>();
              rows.forEach(row -> ids.put(row.getString("digest"), row.getInteger("id")));
              return ids;
            });
  }
}
