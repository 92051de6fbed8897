package dev.verdict.runtime.logging;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Collectors;

/** For people: one line, and the stack trace below it. */
final class PlainFormat implements LogFormat {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  @Override
  public String write(LogLine line) {
    String head =
        "%s %-5s %s - %s%s%n"
            .formatted(
                TIME.format(line.time()),
                line.level(),
                shortName(line.logger()),
                // A message from outside must not be able to look like a line of its own.
                line.message().replace("\r", "\\r").replace("\n", "\n    "),
                ids(line.ids()));
    return line.trace() == null ? head : head + line.trace();
  }

  private static String ids(Map<String, String> ids) {
    return ids.isEmpty()
        ? ""
        : ids.entrySet().stream()
            .map(id -> id.getKey() + "=" + id.getValue())
            .collect(Collectors.joining(" ", " [", "]"));
  }

  private static String shortName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }
}
