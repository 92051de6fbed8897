package dev.verdict.cli.command;

import dev.verdict.cli.WrongUsage;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ApiProblem;
import dev.verdict.cli.client.Endpoint;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.contract.api.WorkerView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The system of {@code verdict up} that holds a data directory, if there is one. */
final class RunningSystem {
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);

  private RunningSystem() {}

  /** Only one that answers to its own key: a file can be left over, and its port be another's. */
  static Optional<ApiClient> in(Path dataDirectory) {
    Optional<Endpoint> endpoint = Endpoint.in(dataDirectory);
    if (endpoint.isEmpty() || endpoint.get().key() == null) {
      return Optional.empty();
    }
    try {
      ApiClient client = ApiClient.of(endpoint.get());
      client.within(ANSWERS_WITHIN).page("/api/v1/workers?limit=1", WorkerView.class);
      return Optional.of(client);
    } catch (Unreachable | ApiProblem | WrongUsage nobody) {
      return Optional.empty();
    }
  }
}
