package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.LogGrowth;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What an operator wants to see of the store. */
public final class ArtifactMeters {
  private static final String PREFIX = "distributed_testing_";

  private final MeterRegistry registry;
  private final Map<LogGrowth.Fate, Counter> pieces = new EnumMap<>(LogGrowth.Fate.class);
  private final Counter badTokens;
  private final AtomicLong artifacts;
  private final AtomicLong bytes;
  private final AtomicLong storedBytes;
  private final AtomicLong bundles;
  private final AtomicLong bundleBytes;
  private final AtomicLong diskRoom;

  public ArtifactMeters(MeterRegistry registry) {
    this.registry = registry;
    this.artifacts = gauge("artifacts", "Artifacts that can be had.");
    this.bytes = gauge("artifact_bytes", "Bytes of all artifacts, shared ones once.");
    this.storedBytes = gauge("artifact_stored_bytes", "Bytes that artifacts take on disk.");
    this.bundles = gauge("bundles", "Source bundles.");
    this.bundleBytes = gauge("bundle_bytes", "Bytes of all source bundles.");
    this.diskRoom = gauge("artifact_disk_room_bytes", "Bytes that the store may still take.");
    for (LogGrowth.Fate fate : LogGrowth.Fate.values()) {
      pieces.put(fate, pieceCounter(fate.name().toLowerCase(Locale.ROOT)));
    }
    this.badTokens = pieceCounter("bad_token");
  }

  public void logPiece(LogGrowth.Fate fate) {
    Counter counter = pieces.get(fate);
    if (counter != null) {
      counter.increment();
    }
  }

  /** A piece that came without a token of its worker. */
  public void badToken() {
    badTokens.increment();
  }

  /** How many wait for a log to grow. */
  public void followers(LogSignals signals) {
    Gauge.builder(PREFIX + "log_followers", signals, LogSignals::waiters)
        .description("Readers who wait for a log to grow.")
        .strongReference(true)
        .register(registry);
  }

  void totals(ArtifactCatalog.Totals totals) {
    artifacts.set(totals.artifacts());
    bytes.set(totals.bytes());
    storedBytes.set(totals.storedBytes());
  }

  void bundles(Bundles.Usage usage) {
    bundles.set(usage.files());
    bundleBytes.set(usage.bytes());
  }

  void diskRoom(long room) {
    diskRoom.set(room);
  }

  void swept(String what, int count) {
    Counter.builder(PREFIX + "artifacts_swept")
        .description("What the sweeper removed.")
        .tag("what", what)
        .register(registry)
        .increment(count);
  }

  private Counter pieceCounter(String fate) {
    return Counter.builder(PREFIX + "log_pieces")
        .description("Pieces of logs, by what became of them.")
        .tag("fate", fate)
        .register(registry);
  }

  private AtomicLong gauge(String name, String description) {
    AtomicLong value = new AtomicLong();
    Gauge.builder(PREFIX + name, value, AtomicLong::doubleValue)
        .description(description)
        .strongReference(true)
        .register(registry);
    return value;
  }
}
