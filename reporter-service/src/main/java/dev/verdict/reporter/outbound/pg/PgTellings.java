package dev.verdict.reporter.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.reporter.domain.telling.Said;
import dev.verdict.reporter.domain.telling.Telling;
import dev.verdict.reporter.domain.telling.ToldPlace;
import dev.verdict.reporter.usecase.telling.Tellings;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What is to be told, in the tables of {@code V8__tellings.sql}. */
public final class PgTellings implements Tellings {
  private static final Sql SQL = Sql.of(PgTellings.class, "sql/telling.sql");
  private static final int LONGEST_ERROR = 1_000;

  private final Database database;

  /** This reporter, among all that there are. */
  private final UUID holder;

  public PgTellings(Database database, UUID holder) {
    this.database = database;
    this.holder = holder;
  }

  @Override
  public Future<List<String>> holdLanes(Duration lease) {
    return query("hold_lanes", Tuple.of(holder, seconds(lease)))
        .map(rows -> stream(rows).stream().map(row -> row.getString("provider")).toList());
  }

  @Override
  public Future<List<Telling>> claim(String provider, int most, Duration lease) {
    return query("claim", Tuple.of(provider, most, seconds(lease)))
        .map(rows -> stream(rows).stream().map(TellingRows::telling).toList());
  }

  @Override
  public Future<Void> keep(Collection<Telling> claimed, Duration lease) {
    List<String> providers = claimed.stream().map(Telling::provider).distinct().toList();
    Tuple lanes =
        Tuple.of(holder, seconds(lease)).addArrayOfString(providers.toArray(String[]::new));
    Tuple claims =
        Tuple.tuple()
            .addArrayOfLong(claimed.stream().map(Telling::id).toArray(Long[]::new))
            .addArrayOfLong(claimed.stream().map(Telling::claim).toArray(Long[]::new))
            .addDouble(seconds(lease));
    return Future.all(query("keep_lanes", lanes), query("keep_claims", claims)).mapEmpty();
  }

  @Override
  public Future<Void> giveLane(String provider, Duration pause) {
    return query("give_lane", Tuple.of(holder, provider, seconds(pause))).mapEmpty();
  }

  @Override
  public Future<Boolean> made(Telling telling, String remoteId, @Nullable URI url) {
    return changed("made", claimed(telling).addString(remoteId).addString(text(url)));
  }

  @Override
  public Future<Boolean> noting(Telling telling, int noted) {
    return changed("noting", claimed(telling).addInteger(noted));
  }

  @Override
  public Future<Boolean> told(
      Telling telling,
      @Nullable Said said,
      boolean anew,
      @Nullable String remoteId,
      @Nullable URI url,
      Duration pause) {
    return changed(
        "told",
        claimed(telling)
            .addLong(telling.wanted())
            .addString(said == null ? null : Json.text(said))
            .addUUID(anew ? telling.runId() : telling.saidRun())
            .addBoolean(anew)
            .addString(remoteId)
            .addString(text(url))
            .addDouble(seconds(pause)));
  }

  @Override
  public Future<Boolean> failed(Telling telling, String error, Duration again) {
    return changed("failed", claimed(telling).addString(cut(error)).addDouble(seconds(again)));
  }

  @Override
  public Future<Boolean> refused(Telling telling, String error) {
    return changed("refused", claimed(telling).addString(cut(error)).addLong(telling.wanted()));
  }

  @Override
  public Future<Void> tellAgain(Telling telling) {
    return query("tell_again", Tuple.of(telling.id())).mapEmpty();
  }

  @Override
  public Future<Void> providerIsBack(String provider) {
    return query("provider_is_back", Tuple.of(provider)).mapEmpty();
  }

  @Override
  public Future<Void> tryRefusedAgain() {
    return query("try_refused_again", Tuple.tuple()).mapEmpty();
  }

  @Override
  public Future<Optional<List<ToldPlace>>> ofRun(UUID run) {
    var places = query("of_run", Tuple.of(run));
    var origin = query("origin", Tuple.of(run));
    return Future.all(places, origin)
        .map(
            both ->
                origin.result().size() == 0
                    ? Optional.empty()
                    : Optional.of(
                        stream(places.result()).stream().map(TellingRows::place).toList()));
  }

  @Override
  public Future<Optional<String>> whyNowhere(UUID run) {
    return query("origin", Tuple.of(run))
        .map(
            rows -> {
              List<String> missing = new ArrayList<>();
              for (Row row : rows) {
                for (String name : List.of("provider", "repository", "commit")) {
                  if (!row.getBoolean(name)) {
                    missing.add(name);
                  }
                }
              }
              return missing.isEmpty()
                  ? Optional.empty()
                  : Optional.of("the run names no " + String.join(" and no ", missing));
            });
  }

  @Override
  public Future<Waiting> waiting() {
    return query("waiting", Tuple.tuple())
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Waiting(
                  row.getInteger("waiting"),
                  row.getInteger("failing"),
                  Duration.ofMillis((long) (row.getDouble("oldest") * 1_000)));
            });
  }

  private static Tuple claimed(Telling telling) {
    return Tuple.of(telling.id(), telling.claim());
  }

  private Future<Boolean> changed(String statement, Tuple values) {
    return query(statement, values).map(rows -> rows.size() == 1);
  }

  private Future<RowSet<Row>> query(String statement, Tuple values) {
    return database.pool().preparedQuery(SQL.get(statement)).execute(values);
  }

  private static List<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).toList();
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private static @Nullable String text(@Nullable URI url) {
    return url == null ? null : url.toString();
  }

  private static String cut(String error) {
    String plain = error.replace("\0", "");
    return plain.length() <= LONGEST_ERROR ? plain : plain.substring(0, LONGEST_ERROR) + "…";
  }
}
