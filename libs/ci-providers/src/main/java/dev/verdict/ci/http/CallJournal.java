package dev.verdict.ci.http;

import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiProfile;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Hears every word of each try, for somebody who looks into trouble. */
interface CallJournal {
  CallJournal NONE = new CallJournal() {};

  /**
   * One try.
   *
   * @param answer absent if none came
   * @param whole whether the answer's body is all that was sent, not the head of a stream
   * @param broken why no answer came
   */
  record Tried(
      String provider,
      ApiProfile profile,
      ApiRequest request,
      URI url,
      Instant started,
      Duration took,
      @Nullable ApiAnswer answer,
      boolean whole,
      @Nullable Throwable broken,
      Redaction redaction) {}

  default void tried(Tried tried) {}

  /** When all that was heard so far is kept. */
  default Future<Void> kept() {
    return Future.succeededFuture();
  }
}
