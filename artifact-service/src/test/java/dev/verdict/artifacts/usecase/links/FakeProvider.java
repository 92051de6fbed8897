package dev.verdict.artifacts.usecase.links;

import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.Capabilities;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.RemoteArtifact;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A CI system with two places, whose answers come when the test says so. */
final class FakeProvider implements CiProvider {
  static final String FIRST = "first";
  static final String SECOND = "second";

  /** A question that was asked. */
  record Asked(ArtifactCursor cursor, Promise<ArtifactPage> answer) {}

  final List<Asked> asked = new ArrayList<>();

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.all();
  }

  @Override
  public Future<Void> initialize() {
    return Future.succeededFuture();
  }

  @Override
  public List<ArtifactCursor> artifactPlaces(String testRunId) {
    return List.of(ArtifactCursor.first(testRunId, FIRST), ArtifactCursor.first(testRunId, SECOND));
  }

  @Override
  public Future<ArtifactPage> listArtifacts(ArtifactCursor cursor) {
    Asked one = new Asked(cursor, Promise.promise());
    asked.add(one);
    return one.answer().future();
  }

  void answer(int question, Map<String, @Nullable Instant> files) {
    answer(question, files, List.of());
  }

  void answer(int question, Map<String, @Nullable Instant> files, List<ArtifactCursor> more) {
    Asked one = asked.get(question);
    one.answer()
        .complete(
            new ArtifactPage(
                files.entrySet().stream()
                    .map(file -> artifact(one.cursor(), file.getKey(), file.getValue()))
                    .toList(),
                more));
  }

  private static RemoteArtifact artifact(
      ArtifactCursor at, String name, @Nullable Instant expires) {
    URI url = URI.create("https://ci.example.org/" + at.place() + "/" + name);
    return new RemoteArtifact(
        at.testRunId(),
        name,
        at.place() + "/" + name,
        null,
        null,
        null,
        null,
        null,
        new ArtifactLink(url, ArtifactLink.Reach.ANYBODY, expires));
  }
}
