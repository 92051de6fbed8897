package dev.verdict.tests.commits;

import dev.verdict.coordinator.CoordinatorModule;
import dev.verdict.coordinator.CoordinatorSettings;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.runtime.http.HttpEndpoint;
import dev.verdict.runtime.settings.HttpSettings;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import dev.verdict.tests.wholesystem.ServiceFlags;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A coordinator with a Vert.x of its own that reaches the database only through its proxy. */
final class MortalCoordinator {
  private static final int SECONDS = 60;

  private final Vertx vertx = Vertx.vertx();
  private final PgProxy proxy;
  private final CoordinatorModule module;
  private final URI url;

  MortalCoordinator(PostgresAccess database, String kafka, CommitPoints points, Runnable died)
      throws IOException {
    proxy = new PgProxy(database, points, died);
    module = new CoordinatorModule(vertx, settings(proxy.access(), kafka));
    try {
      url =
          module
              .start()
              .compose(
                  router ->
                      new HttpEndpoint(vertx, HttpSettings.onLoopback(0), module.health())
                          .mount(List.of(router))
                          .listen())
              .map(endpoint -> URI.create(endpoint.url()))
              .await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("a coordinator: not ready within " + SECONDS + " s", e);
    }
  }

  private static CoordinatorSettings settings(PostgresAccess database, String kafka) {
    Map<String, String> flags = ServiceFlags.of(database, kafka);
    // A successor gets the partitions of its predecessor at once, although that one never left.
    flags.put("kafka.properties.group.instance.id", "coordinator");
    flags.put("coordinator.lease", "60s");
    // Counted from the start of each of them, so a play in which one dies waits this long again.
    flags.put("coordinator.no_worker_timeout", "200ms");
    flags.put("coordinator.scan_interval", "200ms");
    flags.put("coordinator.topic_partitions", "2");
    SettingsReader reader =
        new SettingsReader(SettingsSource.of(Map.of(), Optional.empty(), flags));
    return CoordinatorSettings.from(reader);
  }

  URI url() {
    return url;
  }

  /** What is left of it in this JVM goes away, some time; nothing waits for that. */
  void bury() {
    proxy.close();
    module.stop().eventually(vertx::close);
  }
}
