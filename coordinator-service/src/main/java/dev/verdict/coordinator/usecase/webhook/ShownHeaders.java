package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.runtime.logging.Masking;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What of a request may be kept and shown: everything but what proves who sent it. */
final class ShownHeaders {
  private static final Set<String> SECRET = Set.of("cookie");
  private static final int LONGEST = 4_000;

  private ShownHeaders() {}

  static Map<String, List<String>> headers(Map<String, List<String>> headers) {
    Map<String, List<String>> shown = new TreeMap<>();
    headers.forEach(
        (name, values) ->
            shown.put(name, values.stream().map(value -> value(name, value)).toList()));
    return shown;
  }

  static Map<String, String> query(Map<String, String> query) {
    Map<String, String> shown = new TreeMap<>();
    query.forEach((name, value) -> shown.put(name.replace("\0", ""), value(name, value)));
    return shown;
  }

  private static String value(String name, String value) {
    String known = name.toLowerCase(Locale.ROOT);
    if (SECRET.contains(known)
        || known.contains("auth")
        || known.contains("api-key")
        || known.contains("apikey")
        || known.contains("token")
        || known.contains("signature")
        || Masking.looksSecret(name)) {
      return Masking.MASK;
    }
    String masked = Masking.mask(value).replace("\0", "");
    return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST);
  }
}
