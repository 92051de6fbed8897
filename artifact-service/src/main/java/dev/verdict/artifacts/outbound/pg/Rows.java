package dev.verdict.artifacts.outbound.pg;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.ArtifactType;
import dev.verdict.artifacts.domain.Category;
import dev.verdict.artifacts.domain.Coverage;
import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.domain.LogState;
import dev.verdict.artifacts.domain.Place;
import dev.verdict.artifacts.domain.Tags;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows as records, and back. */
final class Rows {
  private Rows() {}

  static Artifact artifact(Row row) {
    OffsetDateTime deletedAt = row.getOffsetDateTime("deleted_at");
    return new Artifact(
        row.getUUID("id"),
        new Place(row.getUUID("run_id"), row.getUUID("task_id"), row.getInteger("attempt")),
        row.getString("name"),
        row.getString("path"),
        tags(row),
        row.getString("content_type"),
        row.getLong("size_bytes"),
        new Digest(row.getString("sha256")),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("expires_at").toInstant(),
        deletedAt == null
            ? null
            : new Artifact.Deletion(deletedAt.toInstant(), row.getString("deleted_reason")));
  }

  static Tuple artifact(Artifact artifact) {
    return Tuple.tuple()
        .addUUID(artifact.id())
        .addUUID(artifact.place().runId())
        .addUUID(artifact.place().taskId())
        .addInteger(artifact.place().attempt())
        .addString(artifact.name())
        .addString(artifact.path())
        .addString(artifact.type().word())
        .addString(artifact.tags().category().word())
        .addString(artifact.contentType())
        .addLong(artifact.sizeBytes())
        .addString(artifact.digest().hex())
        .addOffsetDateTime(utc(artifact.createdAt()))
        .addOffsetDateTime(utc(artifact.expiresAt()))
        .addArrayOfString(artifact.tags().labels().toArray(String[]::new))
        .addJsonObject(new JsonObject(new HashMap<>(artifact.tags().metadata())));
  }

  private static Tags tags(Row row) {
    Map<String, String> metadata = new HashMap<>();
    row.getJsonObject("metadata")
        .forEach(entry -> metadata.put(entry.getKey(), String.valueOf(entry.getValue())));
    return new Tags(
        ArtifactType.of(row.getString("type")).orElse(ArtifactType.DATA),
        Category.of(row.getString("category")).orElse(Category.DATA),
        List.of(row.getArrayOfStrings("labels")),
        metadata);
  }

  static LogKey logKey(Row row) {
    return new LogKey(row.getUUID("task_id"), row.getInteger("attempt"));
  }

  static LogState log(Row row) {
    return new LogState(
        logKey(row),
        row.getUUID("run_id"),
        row.getUUID("worker_id"),
        Coverage.of(row.getArrayOfLongs("covered")),
        row.getLong("seen"),
        row.getLong("length"),
        instant(row, "due_at"),
        instant(row, "sealed_at"),
        row.getBoolean("raw_gone"),
        row.getUUID("artifact_id"),
        row.getLong("revision"));
  }

  static Tuple log(LogState log) {
    return Tuple.tuple()
        .addUUID(log.key().taskId())
        .addInteger(log.key().attempt())
        .addUUID(log.runId())
        .addUUID(log.workerId())
        .addArrayOfLong(log.covered().bounds())
        .addLong(log.seen())
        .addLong(log.length())
        .addOffsetDateTime(utc(log.dueAt()))
        .addOffsetDateTime(utc(log.sealedAt()))
        .addLong(log.revision());
  }

  /** Two arrays, as {@code unnest} takes them. */
  static Tuple keys(Collection<LogKey> keys) {
    return Tuple.tuple()
        .addArrayOfUUID(keys.stream().map(LogKey::taskId).toArray(UUID[]::new))
        .addArrayOfInteger(keys.stream().map(LogKey::attempt).toArray(Integer[]::new));
  }

  static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
