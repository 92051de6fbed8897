package dev.verdict.reporter.outbound.pg;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.TestSource;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The tests of a run, page by page: each page is a statement of its own, so a report that takes
 * long holds no snapshot, and the next page is fetched while this one is written. Whoever reads it
 * waits for pages and must be a thread that may.
 */
final class TestPages implements TestSource {
  private static final int TESTS_AT_ONCE = 2_000;
  private static final int WITHIN_SECONDS = 30;

  private final Database database;
  private final UUID run;

  TestPages(Database database, UUID run) {
    this.database = database;
    this.run = run;
  }

  @Override
  public Stream<TestView> open() {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Pages(), 0), false);
  }

  private Future<RowSet<Row>> page(UUID afterTask, long afterSequence) {
    return database
        .pool()
        .preparedQuery(PgReportSource.SQL.get("tests"))
        .execute(Tuple.of(run, afterTask, afterSequence, TESTS_AT_ONCE));
  }

  private final class Pages implements Iterator<TestView> {
    private final Deque<Row> rows = new ArrayDeque<>();
    private Future<RowSet<Row>> next = page(PgReportSource.BEFORE_ALL, 0);
    private boolean last;

    @Override
    public boolean hasNext() {
      if (rows.isEmpty() && !last) {
        turn(awaited(next));
      }
      return !rows.isEmpty();
    }

    private void turn(RowSet<Row> page) {
      page.forEach(rows::add);
      last = page.size() < TESTS_AT_ONCE;
      if (!last) {
        next = page(rows.getLast().getUUID("task_id"), rows.getLast().getLong("sequence"));
      }
    }

    @Override
    public TestView next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the last test was given");
      }
      return ReportRows.test(run, rows.removeFirst());
    }
  }

  private static RowSet<Row> awaited(Future<RowSet<Row>> page) {
    try {
      return page.toCompletionStage().toCompletableFuture().get(WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("reading tests: interrupted", e));
    } catch (ExecutionException e) {
      throw new UncheckedIOException(
          new IOException("reading tests: " + e.getCause(), e.getCause()));
    } catch (TimeoutException e) {
      throw new UncheckedIOException(
          new IOException(
              "reading tests: no page in " + WITHIN_SECONDS + " s (expected: well below)", e));
    }
  }
}
