package dev.verdict.runtime.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An event after everything in it was masked. The formats get to see nothing else. */
record LogLine(
    Instant time,
    String level,
    String thread,
    String logger,
    String message,
    Map<String, String> ids,
    @Nullable String trace) {

  static LogLine masked(ILoggingEvent event) {
    Map<String, String> ids = new TreeMap<>();
    event.getMDCPropertyMap().forEach((name, value) -> ids.put(name, Masking.mask(name, value)));
    if (event.getKeyValuePairs() != null) {
      event
          .getKeyValuePairs()
          .forEach(pair -> ids.put(pair.key, Masking.mask(pair.key, String.valueOf(pair.value))));
    }
    IThrowableProxy thrown = event.getThrowableProxy();
    return new LogLine(
        event.getInstant(),
        event.getLevel().toString(),
        event.getThreadName(),
        event.getLoggerName(),
        Masking.mask(event.getFormattedMessage()),
        ids,
        thrown == null ? null : Masking.mask(ThrowableProxyUtil.asString(thrown)));
  }
}
