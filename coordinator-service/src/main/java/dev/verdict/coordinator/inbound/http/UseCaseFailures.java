package dev.verdict.coordinator.inbound.http;

import dev.verdict.coordinator.domain.trigger.BadTrigger;
import dev.verdict.coordinator.usecase.BadField;
import dev.verdict.coordinator.usecase.ReopenRun;
import dev.verdict.coordinator.usecase.SubmitRun;
import dev.verdict.coordinator.usecase.UnknownRun;
import dev.verdict.coordinator.usecase.UnknownTask;
import dev.verdict.coordinator.usecase.webhook.TriggerCatalog;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.runtime.http.Fail;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** What the use cases refuse, as problems. */
final class UseCaseFailures {
  private UseCaseFailures() {}

  static <T> Future<T> asProblems(Supplier<Future<T>> work) {
    try {
      return work.get().recover(failure -> Future.failedFuture(problem(failure)));
    } catch (BadField | BadTrigger refused) {
      return Future.failedFuture(problem(refused));
    }
  }

  private static Throwable problem(Throwable failure) {
    return switch (failure) {
      case BadField bad -> Fail.badField(bad.field(), bad.value(), bad.expected());
      case UnknownRun unknown -> Fail.of(404, "Not found", unknown.getMessage());
      case UnknownTask unknown -> Fail.of(404, "Not found", unknown.getMessage());
      case SubmitRun.RunIsFinal isFinal -> Fail.conflict(String.valueOf(isFinal.getMessage()));
      case ReopenRun.NotFinal notFinal -> Fail.conflict(String.valueOf(notFinal.getMessage()));
      case BadTrigger bad ->
          Fail.badRequest(
              bad.faults().stream()
                  .map(one -> Fail.fault(one.field(), one.value(), one.expected()))
                  .toList());
      case TriggerCatalog.NameTaken taken -> Fail.conflict(String.valueOf(taken.getMessage()));
      case TriggerCatalog.NotYours other -> Fail.conflict(String.valueOf(other.getMessage()));
      case UnreadableWebhook bad -> Fail.badField(bad.field(), bad.value(), bad.expected());
      default -> failure;
    };
  }
}
