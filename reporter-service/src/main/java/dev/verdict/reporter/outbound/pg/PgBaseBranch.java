package dev.verdict.reporter.outbound.pg;

import dev.verdict.reporter.domain.RunOrigin;
import dev.verdict.reporter.domain.TestRun;
import dev.verdict.reporter.usecase.telling.BaseBranch;
import dev.verdict.reports.model.Baseline;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The last runs of the branch that a change goes to. */
public final class PgBaseBranch implements BaseBranch {
  private static final Sql SQL = Sql.of(PgBaseBranch.class, "sql/telling.sql");
  private static final int RUNS = 5;
  private static final int MOST_TESTS = 5_000;

  private final Database database;
  private final List<String> usual;

  /**
   * @param usual branches to compare with where the run does not say to which it goes
   */
  public PgBaseBranch(Database database, List<String> usual) {
    this.database = database;
    this.usual = usual;
  }

  @Override
  public Future<Baseline> of(TestRun run) {
    return first(run.id(), List.copyOf(branches(run.origin())));
  }

  /** The branch that the event named, else the usual ones; a push to one of these is its own. */
  private Set<String> branches(RunOrigin origin) {
    Set<String> branches = new LinkedHashSet<>();
    Map<String, Object> metadata = origin.metadata();
    if (metadata != null && metadata.get("base_branch") instanceof String base && !base.isEmpty()) {
      branches.add(base);
    }
    String own = origin.branch();
    if (own != null && origin.prNumber() == null && usual.contains(own)) {
      branches.add(own);
    }
    branches.addAll(usual);
    return branches;
  }

  private Future<Baseline> first(UUID run, List<String> branches) {
    if (branches.isEmpty()) {
      return Future.succeededFuture(Baseline.NONE);
    }
    String branch = branches.getFirst();
    return query("base_runs", Tuple.of(run, branch, RUNS))
        .compose(
            runs ->
                runs.size() == 0
                    ? first(run, branches.subList(1, branches.size()))
                    : broken(run, branch, ids(runs)));
  }

  private Future<Baseline> broken(UUID run, String branch, UUID[] runs) {
    Tuple values = Tuple.tuple().addUUID(run).addArrayOfUUID(runs).addInteger(MOST_TESTS);
    return query("bad_there", values)
        .map(
            rows -> {
              Set<String> broken = new HashSet<>();
              rows.forEach(row -> broken.add(row.getString("test_id")));
              return new Baseline(branch, runs.length, broken);
            });
  }

  private static UUID[] ids(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.getUUID("id"))
        .toArray(UUID[]::new);
  }

  private Future<RowSet<Row>> query(String statement, Tuple values) {
    return database.pool().preparedQuery(SQL.get(statement)).execute(values);
  }
}
