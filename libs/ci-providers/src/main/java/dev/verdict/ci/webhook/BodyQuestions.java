package dev.verdict.ci.webhook;

import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Questions to a body of which nobody knows yet whether it can be read. */
public final class BodyQuestions {
  private BodyQuestions() {}

  /** The answer, or nothing when the body has none or cannot be read. */
  public static Optional<String> ask(
      InboundRequest request, Function<Payload, @Nullable String> question) {
    try {
      return Optional.ofNullable(question.apply(Payload.of(request.json())))
          .filter(answer -> !answer.isBlank());
    } catch (UnreadableWebhook unknown) {
      return Optional.empty();
    }
  }

  /** A text of a header that says something, fit to be kept. */
  public static Optional<String> header(InboundRequest request, String name) {
    return request.header(name).map(PlainText::line).filter(text -> !text.isBlank());
  }
}
