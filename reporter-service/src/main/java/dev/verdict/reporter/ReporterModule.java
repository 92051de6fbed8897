package dev.verdict.reporter;

import dev.verdict.ci.http.Clockwork;
import dev.verdict.reporter.inbound.http.HistoryOperations;
import dev.verdict.reporter.inbound.http.MetricOperations;
import dev.verdict.reporter.inbound.http.PublicOrigin;
import dev.verdict.reporter.inbound.http.ReportOperations;
import dev.verdict.reporter.inbound.kafka.EventBatches;
import dev.verdict.reporter.inbound.kafka.IntakeMetrics;
import dev.verdict.reporter.outbound.pg.PgHistory;
import dev.verdict.reporter.outbound.pg.PgOldRuns;
import dev.verdict.reporter.outbound.pg.PgReportSource;
import dev.verdict.reporter.outbound.pg.PgRunStore;
import dev.verdict.reporter.usecase.AnswerReport;
import dev.verdict.reporter.usecase.CompletionSignals;
import dev.verdict.reporter.usecase.ForgetOldRuns;
import dev.verdict.reporter.usecase.History;
import dev.verdict.reporter.usecase.RecordMetric;
import dev.verdict.reporter.usecase.ReportSource;
import dev.verdict.reporter.usecase.TakeInEvents;
import dev.verdict.runtime.access.Access;
import dev.verdict.runtime.http.Api;
import dev.verdict.runtime.http.HealthChecks;
import dev.verdict.runtime.http.HttpEndpoint;
import dev.verdict.runtime.kafka.ConsumerLag;
import dev.verdict.runtime.kafka.ConsumerSpec;
import dev.verdict.runtime.kafka.KafkaClients;
import dev.verdict.runtime.kafka.OrderedConsumer;
import dev.verdict.runtime.kafka.OurTopics;
import dev.verdict.runtime.kafka.TableParkingLot;
import dev.verdict.runtime.kafka.TopicSpec;
import dev.verdict.runtime.lifecycle.ServiceModule;
import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The reporter, wired by hand.
 *
 * <pre>
 *  verdict.events ──▶ EventBatches ──▶ TakeInEvents ──▶ PgRunStore ──▶ tables of history
 *                                          │ complete!
 *  GET …/report ──▶ ReportOperations ──▶ AnswerReport ──▶ PgReportSource ──▶ writers of libs/reports
 * </pre>
 */
public final class ReporterModule implements ServiceModule {
  public static final String SCHEMA = "reporter";
  private static final Duration WAIT_FOR_A_NEW_RUN = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final ReporterSettings settings;
  private final Clock clock = Clock.systemUTC();
  private final CompletionSignals signals = new CompletionSignals();
  private final Database database;
  private final KafkaClients kafka;
  private final ForgetOldRuns forgetOldRuns;
  private final People people;
  private final Insights insights;
  private final Dashboards dashboards;
  private final TellingWiring telling;
  private @Nullable Access access;
  private @Nullable ConsumerLag lag;
  private final List<OrderedConsumer> consumers = new ArrayList<>();

  public ReporterModule(Vertx vertx, ReporterSettings settings) {
    this(vertx, settings, Clockwork.real(vertx));
  }

  /** With a time of its own for calls to CI systems. */
  ReporterModule(Vertx vertx, ReporterSettings settings, Clockwork clockwork) {
    this.vertx = vertx;
    this.settings = settings;
    this.database = Database.open(vertx, settings.postgres(), SCHEMA);
    this.kafka = new KafkaClients(vertx, settings.kafka());
    this.forgetOldRuns =
        new ForgetOldRuns(vertx, new PgOldRuns(database), clock, settings.keepHistory());
    this.insights = new Insights(vertx, settings.insights(), clock, database, signals);
    this.dashboards = new Dashboards(vertx, settings, clock, insights);
    this.telling = new TellingWiring(vertx, database, settings.telling(), clockwork, insights);
    this.people =
        new People(
            vertx,
            settings.people(),
            settings.publicUrl(),
            database,
            clock,
            signals,
            telling.systems());
  }

  @Override
  public String name() {
    return "reporter";
  }

  @Override
  public Future<Router> start() {
    return Migrations.run(vertx, settings.postgres(), SCHEMA)
        .compose(migrated -> Access.start(vertx, settings.postgres()))
        .onSuccess(opened -> access = opened)
        .compose(opened -> kafka.topics().ensure(List.of(topic())))
        .onSuccess(ensured -> watchLag())
        .compose(ensured -> consume())
        .compose(reading -> telling.start())
        .compose(reading -> router())
        .onSuccess(router -> forgetOldRuns.start())
        .onSuccess(router -> people.start())
        .onSuccess(router -> insights.start())
        .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
  }

  @Override
  public Future<Void> migrate() {
    return Migrations.run(vertx, settings.postgres(), SCHEMA)
        .compose(done -> Access.migrate(vertx, settings.postgres()));
  }

  private TopicSpec topic() {
    TopicSpec usual = OurTopics.events(OurTopics.PARTITIONS);
    return new TopicSpec(settings.topic(), usual.partitions(), usual.retention());
  }

  private void watchLag() {
    lag = kafka.lag(group()).registeredIn(Metrics.of(vertx).registry()).start();
  }

  private ConsumerSpec group() {
    return new ConsumerSpec(settings.group(), Set.of(settings.topic()), settings.batch());
  }

  private Future<Void> consume() {
    var handler =
        new EventBatches(
            vertx,
            new TakeInEvents(
                new PgRunStore(database, telling.wanted()),
                signals,
                runs -> {
                  dashboards.changed(runs);
                  telling.wake();
                }),
            new IntakeMetrics(Metrics.of(vertx).registry()));
    var parking = new TableParkingLot(database);
    List<Future<OrderedConsumer>> started =
        IntStream.range(0, settings.readers())
            .mapToObj(reader -> kafka.consume(group(), handler, parking).onSuccess(consumers::add))
            .toList();
    return Future.join(started).mapEmpty();
  }

  private Future<Router> router() {
    Access opened = access;
    if (opened == null) {
      return Future.failedFuture(new IllegalStateException("access is opened first"));
    }
    History history = new PgHistory(database);
    ReportSource reports = insights.explained(new PgReportSource(database, clock));
    AnswerReport answerReport = new AnswerReport(vertx, reports, signals);
    List<Handler<RoutingContext>> nowhere = new ArrayList<>();
    RecordMetric recordMetric =
        new RecordMetric(vertx, history, clock, WAIT_FOR_A_NEW_RUN, insights::lookAgain);
    Future<Router> made =
        Api.router(
            vertx,
            "openapi/reporter.yaml",
            opened,
            operations -> {
              new ReportOperations(vertx, answerReport, new PublicOrigin(settings.publicUrl()))
                  .addTo(operations);
              new HistoryOperations(history).addTo(operations);
              new MetricOperations(history, recordMetric).addTo(operations);
              people.addTo(operations);
              insights.addTo(operations);
              nowhere.add(dashboards.addTo(operations, opened));
              telling.addTo(operations);
            });
    return made.onSuccess(router -> router.putMetadata(HttpEndpoint.NOWHERE, nowhere.getFirst()));
  }

  @Override
  public HealthChecks health() {
    return new HealthChecks()
        .required("database", () -> database.pool().query("select 1").execute())
        .required("kafka", this::lag)
        .optional("telling", telling::health);
  }

  private Future<String> lag() {
    ConsumerLag watched = lag;
    return watched == null
        ? Future.failedFuture("not started")
        : watched.ask().map(events -> events + " events wait");
  }

  @Override
  public Future<Void> stop() {
    forgetOldRuns.stop();
    List<OrderedConsumer> reading = List.copyOf(consumers);
    Access opened = access;
    ConsumerLag watched = lag;
    consumers.clear();
    access = null;
    lag = null;
    return Future.join(reading.stream().map(OrderedConsumer::stop).toList())
        .transform(stopped -> watched == null ? Future.<Void>succeededFuture() : watched.stop())
        .transform(stopped -> opened == null ? Future.<Void>succeededFuture() : opened.stop())
        .transform(closed -> people.stop())
        .transform(closed -> insights.stop())
        .transform(looked -> dashboards.stop())
        .transform(closed -> telling.stop())
        .transform(quiet -> database.close());
  }
}
