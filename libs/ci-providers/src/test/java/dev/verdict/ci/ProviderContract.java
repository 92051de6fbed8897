package dev.verdict.ci;

import dev.verdict.ci.http.CallListener;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.testkit.ci.CiProviderKit;
import io.vertx.core.Vertx;
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
