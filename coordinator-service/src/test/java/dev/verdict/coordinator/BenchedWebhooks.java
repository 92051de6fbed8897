package dev.verdict.coordinator;

import dev.verdict.coordinator.domain.trigger.TriggerSpec;
import dev.verdict.coordinator.usecase.SubmissionDesk;
import dev.verdict.coordinator.usecase.webhook.FullCommits;
import dev.verdict.coordinator.usecase.webhook.WebhookSecrets;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.runtime.metrics.Metrics;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Webhooks by themselves: their HTTP and their database, nothing that schedules. */
public final class BenchedWebhooks {
  private static final String SECRET = "a-benchmark";

  private final PostgresAccess access;
  private final HttpServer server;

  public BenchedWebhooks(PostgresAccess access) {
    this.access = access;
    Vertx vertx = Vertx.vertx();
    RunningCoordinator.await(Migrations.run(vertx, settings(8), "coordinator"));
    Database database = Database.open(vertx, settings(8), "coordinator");
    var usual =
        WebhookSettings.with(
            Map.of("fake", new WebhookSecrets(List.of(new Secret(SECRET)), Map.of(), false)));
    var fast =
        new WebhookSettings(
            usual.secrets(),
            usual.keyUrls(),
            usual.bodyLimit(),
            usual.bodyTime(),
            1_000_000,
            usual.memory(),
            usual.queue(),
            usual.retention(),
            List.of(
                new TriggerSpec(
                    "releases",
                    null,
                    new TriggerSpec.Match(
                        null,
                        null,
                        null,
                        List.of("release/**"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                    "start-run",
                    null,
                    null,
                    null)),
            usual.proxies(),
            usual.follow());
    Webhooks webhooks =
        new Webhooks(
            vertx,
            fast,
            database,
            Database.open(vertx, settings(6), "coordinator"),
            new Outbox(),
            new SubmissionDesk(5_000),
            new CoordinatorMeters(Metrics.of(vertx).registry()),
            place -> Future.failedFuture("nobody is asked"),
            FullCommits.NOBODY,
            () -> {});
    server = RunningCoordinator.await(webhooks.start().compose(ready -> listen(vertx, webhooks)));
  }

  private static io.vertx.core.Future<HttpServer> listen(Vertx vertx, Webhooks webhooks) {
    var router = io.vertx.ext.web.Router.router(vertx);
    router.post("/webhooks/:provider").handler(webhooks.intake()::handle);
    return vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1");
  }

  public int port() {
    return server.actualPort();
  }

  public String sign(byte[] body) {
    return FakeWebhooks.sign(SECRET, body);
  }

  public Database database(Vertx vertx, int connections) {
    return Database.open(vertx, settings(connections), "coordinator");
  }

  /** With as many connections. */
  private PostgresSettings settings(int connections) {
    return PostgresSettings.from(
        new SettingsReader(
            SettingsSource.of(
                Map.of(),
                Optional.empty(),
                Map.of(
                    "postgres.host", access.host(),
                    "postgres.port", Integer.toString(access.port()),
                    "postgres.database", access.database(),
                    "postgres.user", access.user(),
                    "postgres.password", access.password(),
                    "postgres.pool_size", Integer.toString(connections)))));
  }
}
