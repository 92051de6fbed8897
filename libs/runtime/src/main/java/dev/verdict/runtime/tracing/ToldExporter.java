package dev.verdict.runtime.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cleans spans on their way out, and tells now and then when nobody takes them. */
final class ToldExporter implements SpanExporter {
  private static final Logger log = LoggerFactory.getLogger(ToldExporter.class);
  private static final Duration REMINDER = Duration.ofMinutes(10);

  /** It says the same by other means, each time; held, since its kind is forgotten otherwise. */
  private static final java.util.logging.Logger ITS_OWN =
      java.util.logging.Logger.getLogger("io.opentelemetry.exporter");

  private final SpanExporter exporter;
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong told = new AtomicLong(System.nanoTime() - REMINDER.toNanos());

  ToldExporter(SpanExporter exporter) {
    ITS_OWN.setLevel(Level.OFF);
    this.exporter = exporter;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode sent =
        exporter.export(spans.stream().<SpanData>map(CleanSpan::new).toList());
    return sent.whenComplete(
        () -> {
          if (!sent.isSuccess()) {
            complain(spans.size());
          }
        });
  }

  private void complain(int spans) {
    long all = lost.addAndGet(spans);
    long now = System.nanoTime();
    long before = told.get();
    if (now - before >= REMINDER.toNanos() && told.compareAndSet(before, now)) {
      log.warn("the collector of tracing.endpoint takes no spans; {} are lost so far", all);
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
