package dev.verdict.runtime.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.verdict.runtime.settings.LogSettings;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Sets up Logback: standard error and perhaps a file, plain or JSON, always masked. */
public final class Logging {
  /** Who changed what. */
  public static final String AUDIT = "dev.verdict.audit";

  private static final String OURS = "dev.verdict";
  private static final List<String> TALKATIVE =
      List.of(
          "kafka",
          "state.change.logger",
          "org.apache.kafka",
          "org.flywaydb",
          "io.netty",
          "io.vertx",
          "com.zaxxer.hikari",
          "kafka");
  private static final String LARGEST_FILE = "50MB";
  private static final int OLD_FILES = 3;

  private Logging() {}

  /** From now on. Does nothing where another logging system was put in the place of Logback. */
  public static void configure(LogSettings settings) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context) {
      configure(context, settings);
    }
  }

  static void configure(LoggerContext context, LogSettings settings) {
    context.reset();
    LogFormat format = settings.json() ? new JsonFormat() : new PlainFormat();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setTarget("System.err");
    root.addAppender(started(console, context, format));
    settings.file().ifPresent(file -> root.addAppender(file(context, file, format)));
    TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    // Vert.x asks for its gauges again and again and gets the same one, which Micrometer warns of.
    context.getLogger("io.micrometer.core.instrument.MeterRegistry").setLevel(Level.ERROR);
    context.getLogger(OURS).setLevel(Level.toLevel(settings.level()));
  }

  private static OutputStreamAppender<ILoggingEvent> started(
      OutputStreamAppender<ILoggingEvent> appender, LoggerContext context, LogFormat format) {
    MaskedEncoder encoder = new MaskedEncoder(format);
    encoder.setContext(context);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  private static OutputStreamAppender<ILoggingEvent> file(
      LoggerContext context, Path path, LogFormat format) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setFile(path.toString());
    FixedWindowRollingPolicy old = new FixedWindowRollingPolicy();
    old.setContext(context);
    old.setParent(appender);
    old.setFileNamePattern(path + ".%i");
    old.setMinIndex(1);
    old.setMaxIndex(OLD_FILES);
    old.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(FileSize.valueOf(LARGEST_FILE));
    size.start();
    appender.setRollingPolicy(old);
    appender.setTriggeringPolicy(size);
    return started(appender, context, format);
  }
}
