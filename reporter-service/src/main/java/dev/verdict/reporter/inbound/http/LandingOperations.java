package dev.verdict.reporter.inbound.http;

import dev.verdict.reporter.usecase.History;
import dev.verdict.reporter.usecase.History.RunFilter;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;

/** {@code /}: what a person sees first. */
public final class LandingOperations {
  private static final int RUNS = 25;

  private final History history;

  public LandingOperations(History history) {
    this.history = history;
  }

  public void addTo(Operations operations) {
    operations.handle(
        "landing",
        Scope.READ,
        call ->
            history
                .runs(RunFilter.ALL, null, RUNS)
                .map(
                    runs ->
                        Reply.text(200, "text/html; charset=utf-8", LandingPage.of(runs))
                            .header("Cache-Control", "no-store")));
  }
}
