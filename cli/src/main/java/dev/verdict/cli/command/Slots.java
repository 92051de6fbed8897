package dev.verdict.cli.command;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ApiProblem;
import dev.verdict.contract.api.WorkerView;

/** How many tasks a running system runs at a time; asked first, it tells a key that is wrong. */
final class Slots {
  /** A guess for a system that has no worker yet, or does not tell. */
  private static final int UNKNOWN = 4;

  private Slots() {}

  static int of(ApiClient coordinator) {
    try {
      int slots =
          coordinator
              .page("/api/v1/workers?status=active&limit=100", WorkerView.class)
              .items()
              .stream()
              .mapToInt(WorkerView::slots)
              .sum();
      return slots > 0 ? slots : UNKNOWN;
    } catch (ApiProblem problem) {
      if (problem.isUnauthorized()) {
        throw problem;
      }
      // This key may submit, but not read.
      return UNKNOWN;
    }
  }
}
