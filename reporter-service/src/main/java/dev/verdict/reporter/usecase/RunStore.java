package dev.verdict.reporter.usecase;

import dev.verdict.reporter.domain.RunChanges;
import dev.verdict.reporter.domain.StoredRun;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Where runs are kept. */
public interface RunStore {
  /**
   * Reads what is known, and writes what {@code change} makes of it, in one transaction that no
   * other change of the same runs can come between. {@code change} may be called again when the
   * transaction is.
   *
   * @param runs one {@link StoredRun} is given for each, also for those that nobody has heard of
   * @param tasks those that the change needs to see; one that is not there yet is left out
   */
  Future<List<RunChanges>> change(
      List<UUID> runs, List<UUID> tasks, Function<List<StoredRun>, List<RunChanges>> change);
}
