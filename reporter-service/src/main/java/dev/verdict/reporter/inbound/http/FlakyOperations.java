package dev.verdict.reporter.inbound.http;

import dev.verdict.reporter.domain.comparison.Novelty;
import dev.verdict.reporter.usecase.flaky.FlakyStore.Place;
import dev.verdict.reporter.usecase.flaky.FlakyTests;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;

/** {@code /api/v1/flaky}: tests that fail by chance. */
public final class FlakyOperations {
  private final FlakyTests flaky;

  public FlakyOperations(FlakyTests flaky) {
    this.flaky = flaky;
  }

  public void addTo(Operations operations) {
    operations.handle("listFlaky", Scope.READ, this::list);
  }

  private Future<Reply> list(Call call) {
    int limit = Queries.limit(call);
    return flaky
        .list(
            Queries.text(call, "project"),
            call.query("min_probability").map(FlakyOperations::share).orElse(Novelty.FLAKY_FROM),
            Cursors.flakyPlace(call.query("cursor")),
            limit + 1)
        .map(
            tests ->
                Reply.json(
                    200,
                    Queries.page(
                        tests,
                        limit,
                        test ->
                            Cursors.of(
                                new Place(
                                    test.judgement().probability(), test.test().testKey())))));
  }

  private static double share(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw Fail.badField("query.min_probability", text, "a number from 0 to 1");
    }
  }
}
