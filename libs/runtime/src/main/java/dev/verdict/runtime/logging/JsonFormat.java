package dev.verdict.runtime.logging;

import dev.verdict.contract.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** For machines: one JSON object a line. */
final class JsonFormat implements LogFormat {
  @Override
  public String write(LogLine line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", line.time());
    fields.put("level", line.level());
    fields.put("logger", line.logger());
    fields.put("thread", line.thread());
    fields.put("message", line.message());
    // An id cannot take the place of a field above.
    line.ids().forEach(fields::putIfAbsent);
    if (line.trace() != null) {
      fields.put("trace", line.trace());
    }
    return Json.text(fields) + "\n";
  }
}
