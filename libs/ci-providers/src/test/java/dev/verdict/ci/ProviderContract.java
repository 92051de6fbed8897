package dev.verdict.ci;

import dev.verdict.ci.http.CallListener;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.testkit.ci.CiProviderKit;
import dev.verdict.testkit.ci.RecordedApi;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The kit with our host: providers are found, set and handed their doors as they are in earnest.
 */
public abstract class ProviderContract extends CiProviderKit {
  private static final FastTime TIME = new FastTime();
  private static Vertx vertx;

  /** The name of the provider. */
  protected abstract String name();

  /** Where it may keep files, if it is one that does. */
  protected void keepIn(Path directory) {}

  /** Records its API, for a test of somebody who asks it. */
  final RecordedSystem recorded(RecordedApi api, Path directory) {
    keepIn(directory);
    record(api);
    return new RecordedSystem(name(), settings(api.url()), ciRun(), artifactNames());
  }

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    await(vertx.close());
  }

  @Override
  protected final CiProvider open(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("retry_delay_seconds", "100ms");
    all.put("rate_limit_wait", "6s");
    all.put("max_retries", "3");
    // Of this time: more than a minute of ours, for a machine that is busy.
    all.put("deadline", "1h");
    all.putAll(settings);
    return new ProviderHost(
            vertx, CiProviders.load(), Map.of(), TIME.clockwork(vertx), CallListener.NOBODY)
        .create(name(), all);
  }

  @Override
  protected final Vertx vertx() {
    return vertx;
  }

  @Override
  protected final Clock clock() {
    return TIME;
  }
}
