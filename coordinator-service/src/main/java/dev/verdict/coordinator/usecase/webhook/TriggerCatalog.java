package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.coordinator.domain.trigger.Trigger;
import dev.verdict.coordinator.domain.trigger.TriggerSpec;
import dev.verdict.coordinator.usecase.RequestKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The triggers. */
public interface TriggerCatalog {
  /**
   * All, by name, ready to be asked; those that cannot be read any more are left out and logged.
   */
  Future<List<Trigger>> all();

  Future<List<Written>> list(@Nullable UUID after, int most);

  Future<Optional<Written>> find(UUID id);

  /** Failed with {@link NameTaken}. */
  Future<Written> create(TriggerSpec spec, String createdBy, Optional<RequestKey> key);

  /** Nothing when it is not there. Failed with {@link NotYours} or {@link NameTaken}. */
  Future<Optional<Written>> replace(UUID id, TriggerSpec spec);

  /** False when it is not there. Failed with {@link NotYours}. */
  Future<Boolean> delete(UUID id);

  /** Makes those from the file be exactly these. */
  Future<Void> reconcile(List<TriggerSpec> fromFile);

  /** A trigger as it was written. */
  record Written(
      UUID id,
      TriggerSpec spec,
      boolean fromFile,
      int version,
      String createdBy,
      Instant createdAt,
      Instant updatedAt) {}

  /** It stands in the file, so it is changed there. */
  final class NotYours extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotYours(String name) {
      super("trigger: " + name + " is written in verdict.yaml (expected: a change there)");
    }
  }

  /** There is one of that name. */
  final class NameTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NameTaken(String name) {
      super("name: " + name + " (expected: a name that no other trigger has)");
    }
  }
}
