package dev.verdict.runtime.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/** The only way from an event to bytes, so that no appender can write what was not masked. */
final class MaskedEncoder extends EncoderBase<ILoggingEvent> {
  private final LogFormat format;

  MaskedEncoder(LogFormat format) {
    this.format = format;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return format.write(LogLine.masked(event)).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
