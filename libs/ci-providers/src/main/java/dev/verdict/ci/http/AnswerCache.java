package dev.verdict.ci.http;

import dev.verdict.plugin.ci.http.ApiAnswer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers with an {@code ETag}, kept to ask only whether they still hold. Bounded in bytes. */
final class AnswerCache {
  private static final int LARGEST = 512 * 1024;

  private final long mostBytes;
  private final Map<String, ApiAnswer> answers = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  AnswerCache(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  synchronized @Nullable ApiAnswer get(String key) {
    return answers.get(key);
  }

  synchronized void keep(String key, ApiAnswer answer) {
    if (answer.status() != 200
        || answer.header("ETag") == null
        || answer.body().length() > LARGEST) {
      return;
    }
    ApiAnswer old = answers.put(key, answer);
    bytes += answer.body().length() - (old == null ? 0 : old.body().length());
    Iterator<ApiAnswer> eldest = answers.values().iterator();
    while (bytes > mostBytes && eldest.hasNext()) {
      bytes -= eldest.next().body().length();
      eldest.remove();
    }
  }
}
