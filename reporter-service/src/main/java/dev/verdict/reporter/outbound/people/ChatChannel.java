package dev.verdict.reporter.outbound.people;

import dev.verdict.reporter.usecase.notify.Channel;
import dev.verdict.reporter.usecase.notify.Envelope;
import dev.verdict.reports.message.Message;
import dev.verdict.runtime.logging.Masking;
import dev.verdict.runtime.settings.Secret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A chat system that takes messages at a secret URL. */
public final class ChatChannel implements Channel {
  private static final int MOST_OF_AN_ANSWER = 2_000;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final String name;
  private final Secret url;
  private final Function<Message, String> form;
  private final HttpClient client;
  private final Duration timeout;

  public ChatChannel(
      String name,
      Secret url,
      Function<Message, String> form,
      HttpClient client,
      Duration timeout) {
    this.name = name;
    this.url = url;
    this.form = form;
    this.client = client;
    this.timeout = timeout;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Future<Outcome> send(Message message, Envelope envelope) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(url.reveal())
            .setFollowRedirects(false)
            .setConnectTimeout(timeout.toMillis())
            // Or one that never answers keeps its connection.
            .setIdleTimeout(timeout.toMillis())
            .putHeader("content-type", "application/json; charset=utf-8")
            .putHeader("user-agent", "Verdict-Notifications/1");
    return client
        .request(request)
        .compose(open -> open.send(Buffer.buffer(form.apply(message))))
        .compose(this::outcome)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .otherwise(failure -> new Outcome.Later(Masking.mask(String.valueOf(failure)), null));
  }

  private Future<Outcome> outcome(HttpClientResponse response) {
    return FirstPart.of(response, MOST_OF_AN_ANSWER).map(text -> outcome(response, text));
  }

  /** Half of what is refused is a mistake of ours, the other half a hook that was taken away. */
  private Outcome outcome(HttpClientResponse response, String text) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return new Outcome.Sent();
    }
    String said = name + " answered " + status + (text.isBlank() ? "" : ": " + text.strip());
    if (status == 400 || status == 413 || status == 422) {
      return new Outcome.Refused(said);
    }
    return new Outcome.Later(said, wait(response.getHeader("Retry-After")));
  }

  private static @Nullable Duration wait(@Nullable String header) {
    try {
      double seconds = header == null ? -1 : Double.parseDouble(header.strip());
      return seconds < 0 || Double.isNaN(seconds)
          ? null
          : Duration.ofMillis((long) (Math.min(LONGEST_WAIT.toSeconds(), seconds) * 1_000) + 100);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
