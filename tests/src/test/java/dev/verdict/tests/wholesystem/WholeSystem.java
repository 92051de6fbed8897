package dev.verdict.tests.wholesystem;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.oneprocess.OneProcess;
import dev.verdict.cli.oneprocess.OneProcessOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** All services with real PostgreSQL and Kafka in this process, for one test class. */
public final class WholeSystem implements BeforeAllCallback, AfterAllCallback {
  private static final int WORKERS = 2;

  private final Map<String, String> settings;
  private @Nullable OneProcess system;
  private @Nullable Path data;

  public WholeSystem() {
    this(Map.of());
  }

  /** With settings besides those of all tests. */
  public WholeSystem(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.putIfAbsent("coordinator.lease", "5s");
    this.settings = Map.copyOf(all);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Path directory = Files.createTempDirectory("verdict-whole-");
    data = directory;
    system =
        OneProcess.start(
            new OneProcessOptions(
                directory, 0, 0, 0, WORKERS, 1, name -> null, Optional.empty(), settings));
  }

  public URI url() {
    return URI.create(running().endpoint().url());
  }

  public String key() {
    return Objects.requireNonNull(running().endpoint().key());
  }

  public Runs runs() {
    return new Runs(new ApiClient(url(), key()));
  }

  private OneProcess running() {
    return Objects.requireNonNull(system, "the system has not started");
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (system != null) {
      system.close();
    }
    if (data != null) {
      try (var found = Files.walk(data)) {
        for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }
}
