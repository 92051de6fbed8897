package dev.verdict.testkit.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.verdict.plugin.ci.AuthenticationError;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderError;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.ConnectionError;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.PermissionError;
import dev.verdict.plugin.ci.RateLimitError;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How each CI provider fails; the other half of {@link CiProviderKit}. */
abstract class CiFaultKit extends CiSubject {
  private static final Map<Integer, Class<? extends Throwable>> ERRORS =
      Map.of(
          401, AuthenticationError.class,
          403, PermissionError.class,
          404, ResourceNotFoundError.class,
          409, ConnectionError.class,
          422, ConfigurationError.class,
          500, ConnectionError.class,
          502, ConnectionError.class,
          503, ConnectionError.class);

  /** A file may be anything, and so may what stands beside the way to it. */
  private static final Set<Operation> TAKES_ANY =
      Set.of(Operation.DOWNLOAD_ARTIFACT, Operation.GET_ARTIFACT_URL);

  /** A try: the API that is recorded for it, the provider, and what is carried out. */
  private record Trial(RecordedApi api, CiProvider provider, Act.Call call, Act act) {}

  @TestFactory
  Stream<DynamicTest> each_status_is_its_error() {
    return ERRORS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(
            each ->
                each("" + each.getKey(), trial -> refused(trial, each.getKey(), each.getValue())));
  }

  private void refused(Trial trial, int status, Class<? extends Throwable> usual) {
    // Servers repeat what they were sent.
    trial.api().fault(1_000, Answer.text(status, "text/plain", "refused: Bearer " + TOKEN));
    Class<? extends Throwable> expected = errorFor(trial.act().operation(), status, usual);
    Throwable error = failure(trial);
    if (expected != null) {
      assertThat(error).isInstanceOf(expected);
      told(trial, error);
    }
  }

  @TestFactory
  Stream<DynamicTest> a_limit_that_is_over_soon_is_waited_for() {
    return each(
        "429",
        trial -> {
          trial.api().fault(1, Answer.empty(429).header("Retry-After", "2"));
          int before = trial.api().seen().size();
          assertThat(failure(trial)).isNull();
          notCalledWithin(Duration.ofSeconds(2), trial.api().seen(), before);
        });
  }

  @TestFactory
  Stream<DynamicTest> a_secondary_limit_is_waited_for() {
    return each(
        "secondary",
        trial -> {
          trial
              .api()
              .fault(
                  1,
                  Answer.text(
                      403,
                      "application/json",
                      "{\"message\":\"You have exceeded a secondary rate limit.\"}"));
          int before = trial.api().seen().size();
          assertThat(failure(trial)).isNull();
          notCalledWithin(Duration.ofSeconds(5), trial.api().seen(), before);
        });
  }

  private static void notCalledWithin(Duration window, List<Seen> seen, int from) {
    Instant told = seen.get(from).at();
    assertThat(seen.subList(from + 1, seen.size()))
        .allSatisfy(each -> assertThat(each.at()).isAfterOrEqualTo(told.plus(window)));
  }

  @TestFactory
  Stream<DynamicTest> a_limit_that_lasts_longer_than_anybody_waits_is_an_error() {
    return each(
        "429",
        trial -> {
          trial.api().fault(1_000, Answer.empty(429).header("Retry-After", "7200"));
          int before = trial.api().seen().size();
          Throwable error = failure(trial);
          assertThat(error).isInstanceOf(RateLimitError.class);
          assertThat(((RateLimitError) error).until()).isPresent();
          assertThat(trial.api().seen()).hasSize(before + 1);
          told(trial, error);
        });
  }

  @TestFactory
  Stream<DynamicTest> trouble_that_is_over_soon_is_not_seen_by_who_reads() {
    return each(
        "503 twice",
        trial -> {
          trial.api().fault(2, Answer.text(503, "text/html", "<html>busy</html>"));
          Throwable error = failure(trial);
          if (trial.act().reads()) {
            assertThat(error).isNull();
          } else if (error != null) {
            assertThat(error).isInstanceOf(ConnectionError.class);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> silence_ends() {
    return broken("silence", Answer.never());
  }

  @TestFactory
  Stream<DynamicTest> a_connection_that_breaks_is_an_error() {
    return broken("reset", Answer.reset());
  }

  @TestFactory
  Stream<DynamicTest> an_answer_that_breaks_off_is_an_error() {
    return broken("half a body", Answer.text(200, "application/json", "{\"id\": 1, \"na").broken());
  }

  @TestFactory
  Stream<DynamicTest> what_is_kept_and_cannot_be_reached_is_an_error() {
    if (speaksHttp()) {
      return Stream.empty();
    }
    return CiFaults.acts(this).stream()
        .map(
            act ->
                DynamicTest.dynamicTest(
                    act.name() + ", out of reach",
                    () ->
                        run(
                            act,
                            Map.of(),
                            trial -> {
                              assertThatCode(this::ruin).doesNotThrowAnyException();
                              Throwable error = failure(trial);
                              assertThat(error).isInstanceOf(CiProviderError.class);
                              told(trial, error);
                            })));
  }

  private Stream<DynamicTest> broken(String name, Answer answer) {
    Map<String, String> settings = Map.of("timeout", "400ms", "max_retries", "0");
    return each(
        name,
        settings,
        trial -> {
          trial.api().fault(1_000, answer);
          Throwable error = failure(trial);
          assertThat(error).isInstanceOf(ConnectionError.class);
          told(trial, error);
        });
  }

  @TestFactory
  Stream<DynamicTest> an_answer_that_is_no_json_is_an_error_for_who_reads() {
    return each(
        "html",
        trial -> {
          trial.api().fault(1_000, Answer.text(200, "text/html", "<html>Sign in</html>"));
          readsBadly(trial, failure(trial));
        });
  }

  @TestFactory
  Stream<DynamicTest> an_answer_of_50_megabytes_is_an_error_for_who_reads() {
    Answer spaces = Answer.text(200, "application/json", " ".repeat(1 << 20)).times(50);
    return each(
        "50 MB",
        Map.of("max_body", "2000000", "max_retries", "1"),
        trial -> {
          trial.api().fault(1_000, spaces);
          readsBadly(trial, failure(trial));
        });
  }

  private void readsBadly(Trial trial, Throwable error) {
    boolean takesAny = TAKES_ANY.contains(trial.act().operation());
    if (trial.act().reads() && !takesAny) {
      assertThat(error).isInstanceOf(CiProviderError.class);
      told(trial, error);
    } else if (error != null) {
      assertThat(error).isInstanceOf(CiProviderError.class);
    }
  }

  private void told(Trial trial, Throwable error) {
    CiProviderError told = (CiProviderError) error;
    assertThat(errorNames(trial.provider())).contains(told.provider());
    assertThat(told.operation()).isEqualTo(trial.act().operation());
    assertThat(told.advice()).isNotBlank();
    assertThat(told).hasMessageContaining(told.advice());
    for (Throwable each = told; each != null; each = each.getCause()) {
      assertThat(each.toString()).doesNotContain(TOKEN);
    }
  }

  private static Throwable failure(Trial trial) {
    return catchThrowable(() -> await(trial.call().now()));
  }

  private Stream<DynamicTest> each(String fault, Consumer<Trial> check) {
    return each(fault, Map.of(), check);
  }

  /** The check for each operation that works, each with an API of its own. */
  private Stream<DynamicTest> each(
      String fault, Map<String, String> settings, Consumer<Trial> check) {
    if (!speaksHttp()) {
      return Stream.empty();
    }
    return CiFaults.acts(this).stream()
        .map(
            act ->
                DynamicTest.dynamicTest(
                    act.name() + ", " + fault, () -> run(act, settings, check)));
  }

  private void run(Act act, Map<String, String> settings, Consumer<Trial> check) throws Exception {
    RecordedApi api = await(RecordedApi.start(vertx(), clock()));
    try {
      record(api);
      Map<String, String> all = new HashMap<>(settings(api.url()));
      all.putAll(settings);
      CiProvider provider = open(all);
      if (act.capability() == null || provider.capabilities().works(act.capability())) {
        Act.Call call = await(act.prepare().apply(provider));
        check.accept(new Trial(api, provider, call, act));
        assertThat(api.violations()).as("requests that the real API would refuse").isEmpty();
      }
      await(provider.close());
    } finally {
      await(api.close());
    }
  }
}
