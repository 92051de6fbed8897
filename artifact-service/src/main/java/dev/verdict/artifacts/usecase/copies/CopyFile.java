package dev.verdict.artifacts.usecase.copies;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.FileName;
import dev.verdict.artifacts.domain.Place;
import dev.verdict.artifacts.usecase.UploadArtifact;
import dev.verdict.artifacts.usecase.UploadArtifact.Label;
import dev.verdict.artifacts.usecase.links.FilesAtCi;
import dev.verdict.artifacts.usecase.links.RemoteFile;
import dev.verdict.plugin.ci.ArtifactContent;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Brings one file from its CI system into our store, as it flows, and marks it as a copy. */
final class CopyFile {
  static final String LABEL = "copy";

  /** Longer than this a copy is not worked on; it begins anew. */
  static final Duration WITHIN = Duration.ofMinutes(15);

  private final FilesAtCi files;
  private final UploadArtifact store;
  private final CopyRules rules;

  CopyFile(FilesAtCi files, UploadArtifact store, CopyRules rules) {
    this.files = files;
    this.store = store;
    this.rules = rules;
  }

  Future<Artifact> of(RemoteFile file, UUID runId) {
    return files.open(file).compose(content -> keep(content, label(file, runId)));
  }

  private Future<Artifact> keep(ArtifactContent content, Label label) {
    Long length = content.length();
    OptionalLong announced = length == null ? OptionalLong.empty() : OptionalLong.of(length);
    return store
        .upload(label, content.body(), announced, rules.fileBytes())
        .timeout(WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(kept -> content.release())
        .onFailure(broken -> content.abandon())
        .map(kept -> kept.artifact());
  }

  private static Label label(RemoteFile file, UUID runId) {
    String name = file.artifact().name();
    Map<String, String> from = new LinkedHashMap<>();
    from.put("copied_from", file.run().provider());
    from.put("ci_run", file.run().id());
    Instant until = file.artifact().retainedUntil();
    if (until != null) {
      from.put("kept_there_until", until.toString());
    }
    return new Label(
        new Place(runId, null, null),
        FileName.of(name.substring(name.lastIndexOf('/') + 1), "unnamed"),
        file.copyPath(),
        null,
        null,
        List.of(LABEL),
        from);
  }
}
