package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.coordinator.domain.RetryBudget;
import dev.verdict.coordinator.domain.TaskState;
import dev.verdict.coordinator.usecase.EndedAttempt;
import dev.verdict.coordinator.usecase.RunTransaction;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ended attempts as one array a column, for {@code unnest}. */
final class EndedColumns {
  private EndedColumns() {}

  /** The latest attempts of tasks. */
  static Tuple attempts(Collection<TaskState> tasks) {
    return Tuple.tuple()
        .addArrayOfUUID(tasks.stream().map(TaskState::id).toArray(UUID[]::new))
        .addArrayOfInteger(tasks.stream().map(TaskState::attempt).toArray(Integer[]::new));
  }

  static Tuple missing(List<EndedAttempt> ended, int most) {
    return Tuple.tuple()
        .addArrayOfUUID(ids(ended))
        .addArrayOfInteger(numbers(ended, EndedAttempt::attempt))
        .addArrayOfString(texts(ended, each -> each.judgement().missing().word()))
        .addArrayOfString(texts(ended, each -> word(each.missingReason())))
        .addArrayOfString(texts(ended, each -> each.judgement().reason()))
        .addInteger(most);
  }

  static Tuple archived(List<EndedAttempt> ended) {
    return Tuple.tuple()
        .addArrayOfUUID(ids(ended))
        .addArrayOfInteger(numbers(ended, EndedAttempt::attempt))
        .addArrayOfUUID(ended.stream().map(EndedColumns::worker).toArray(UUID[]::new))
        .addArrayOfOffsetDateTime(times(ended, each -> TestColumns.time(each.task().leasedAt())))
        .addArrayOfOffsetDateTime(times(ended, each -> TestColumns.time(each.task().startedAt())))
        .addArrayOfString(texts(ended, each -> each.judgement().verdict().word()))
        .addArrayOfString(texts(ended, each -> each.judgement().reason()))
        .addArrayOfString(texts(ended, each -> word(each.judgement().lostReason())))
        .addArrayOfInteger(numbers(ended, EndedColumns::exitCode))
        .addArrayOfString(
            texts(ended, each -> each.news() == null ? null : Json.text(each.news().report())))
        .addArrayOfString(
            texts(ended, each -> each.news() == null ? "[]" : Json.text(each.news().artifacts())));
  }

  static Tuple settled(List<EndedAttempt> ended) {
    return Tuple.tuple()
        .addArrayOfUUID(ids(ended))
        .addArrayOfString(texts(ended, each -> TaskStatus.of(each.judgement().verdict()).word()))
        .addArrayOfString(texts(ended, each -> each.judgement().verdict().word()))
        .addArrayOfString(texts(ended, each -> each.judgement().reason()))
        .addArrayOfString(texts(ended, each -> word(each.judgement().lostReason())))
        .addArrayOfInteger(numbers(ended, EndedColumns::exitCode))
        .addArrayOfString(
            texts(ended, each -> each.news() == null ? null : Json.text(each.news().metrics())));
  }

  static Tuple requeued(List<RunTransaction.Retry> retries) {
    List<EndedAttempt> ended = retries.stream().map(RunTransaction.Retry::ended).toList();
    return Tuple.tuple()
        .addArrayOfUUID(ids(ended))
        .addArrayOfInteger(counted(retries, RetryBudget.Next.RETRY_FAILURE))
        .addArrayOfInteger(counted(retries, RetryBudget.Next.RETRY_LOSS))
        .addArrayOfInteger(counted(retries, RetryBudget.Next.REQUEUE))
        .addArrayOfString(texts(ended, each -> "tried again: " + each.judgement().reason()));
  }

  private static Integer[] counted(List<RunTransaction.Retry> retries, RetryBudget.Next next) {
    return retries.stream().map(each -> each.next() == next ? 1 : 0).toArray(Integer[]::new);
  }

  private static UUID[] ids(List<EndedAttempt> ended) {
    return ended.stream().map(EndedAttempt::taskId).toArray(UUID[]::new);
  }

  private static @Nullable UUID worker(EndedAttempt ended) {
    return ended.task().worker() == null ? null : ended.task().worker().id();
  }

  private static @Nullable Integer exitCode(EndedAttempt ended) {
    AttemptNews.Finished news = ended.news();
    return news == null ? null : news.exitCode();
  }

  private static @Nullable String word(@Nullable LostReason reason) {
    return reason == null ? null : reason.word();
  }

  private static Integer[] numbers(
      List<EndedAttempt> ended, Function<EndedAttempt, @Nullable Integer> column) {
    Integer[] numbers = new Integer[ended.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = column.apply(ended.get(i));
    }
    return numbers;
  }

  private static OffsetDateTime[] times(
      List<EndedAttempt> ended, Function<EndedAttempt, @Nullable OffsetDateTime> column) {
    OffsetDateTime[] times = new OffsetDateTime[ended.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = column.apply(ended.get(i));
    }
    return times;
  }

  private static String[] texts(
      List<EndedAttempt> ended, Function<EndedAttempt, @Nullable String> column) {
    String[] texts = new String[ended.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = TestColumns.withoutNul(column.apply(ended.get(i)));
    }
    return texts;
  }
}
