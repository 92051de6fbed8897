package dev.verdict.artifacts.usecase.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.Span;
import dev.verdict.artifacts.usecase.ArtifactCatalog.Located;
import dev.verdict.artifacts.usecase.ByteSource;
import dev.verdict.artifacts.usecase.ReadArtifacts;
import dev.verdict.contract.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Says what changed from one artifact to another: by values when both are JSON, by lines when both
 * are text, and otherwise only that they differ.
 */
public final class CompareArtifacts {
  /** Both are held in memory. */
  static final long MOST_BYTES = 4L << 20;

  private final Vertx vertx;
  private final ReadArtifacts artifacts;

  public CompareArtifacts(Vertx vertx, ReadArtifacts artifacts) {
    this.vertx = vertx;
    this.artifacts = artifacts;
  }

  /**
   * @param asText by lines also when both are JSON
   */
  public Future<Comparison> compare(Located left, Located right, boolean asText) {
    Artifact before = left.artifact();
    Artifact after = right.artifact();
    if (before.digest().equals(after.digest())) {
      return Future.succeededFuture(Comparison.identical());
    }
    long larger = Math.max(before.sizeBytes(), after.sizeBytes());
    if (larger > MOST_BYTES) {
      return Future.succeededFuture(
          Comparison.bytes(
              "size: " + larger + " bytes (expected: at most " + MOST_BYTES + " to look inside)"));
    }
    if (!isText(before) || !isText(after)) {
      String types = before.contentType() + " and " + after.contentType();
      return Future.succeededFuture(
          Comparison.bytes("content_type: " + types + " (expected: text or JSON)"));
    }
    Future<String> old = text(left);
    Future<String> current = text(right);
    return Future.all(old, current)
        .compose(
            read ->
                vertx.executeBlocking(
                    () -> changes(before, old.result(), after, current.result(), asText), false));
  }

  private static Comparison changes(
      Artifact left, String before, Artifact right, String after, boolean asText) {
    if (!asText) {
      Optional<JsonNode> old = json(before);
      Optional<JsonNode> current = json(after);
      if (old.isPresent() && current.isPresent()) {
        return JsonChanges.between(old.get(), current.get());
      }
    }
    return TextChanges.between(left.path(), before, right.path(), after);
  }

  private static Optional<JsonNode> json(String text) {
    String start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.tree(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isText(Artifact artifact) {
    String type = artifact.contentType();
    return type.startsWith("text/")
        || type.equals("application/json")
        || type.equals("application/xml")
        || type.equals("application/yaml")
        || type.equals("image/svg+xml");
  }

  private Future<String> text(Located located) {
    return artifacts
        .open(located, new Span(0, located.artifact().sizeBytes()))
        .compose(
            source ->
                rest(source, Buffer.buffer())
                    .onComplete(read -> source.close())
                    .map(all -> all.toString(StandardCharsets.UTF_8)));
  }

  private static Future<Buffer> rest(ByteSource source, Buffer soFar) {
    return source
        .next()
        .compose(
            next ->
                next.length() == 0
                    ? Future.succeededFuture(soFar)
                    : rest(source, soFar.appendBuffer(next)));
  }
}
