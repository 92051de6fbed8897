package dev.verdict.ci.local;

import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.ArtifactUpload;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The artifacts of a run, as files of one directory. */
record LocalArtifacts(Vertx vertx, LocalFiles files) {
  static final String PLACE = "files";
  private static final String KEPT = "artifacts";

  /** Under a name that no listing shows until it is whole. */
  Future<RemoteArtifact> upload(ArtifactUpload upload) {
    Path file = files.at(KEPT, upload.testRunId(), upload.name());
    Path part = file.resolveSibling(".part-" + UUID.randomUUID());
    Future<Void> written =
        files
            .run(Operation.UPLOAD_ARTIFACT, () -> Files.createDirectories(file.getParent()))
            .compose(made -> write(upload, part))
            .compose(
                done ->
                    files.run(
                        Operation.UPLOAD_ARTIFACT,
                        () ->
                            Files.move(
                                part,
                                file,
                                StandardCopyOption.ATOMIC_MOVE,
                                StandardCopyOption.REPLACE_EXISTING)))
            .mapEmpty();
    return written
        .recover(
            failure ->
                files
                    .run(Operation.UPLOAD_ARTIFACT, () -> Files.deleteIfExists(part))
                    .transform(
                        gone ->
                            Future.failedFuture(
                                LocalFiles.error(Operation.UPLOAD_ARTIFACT, failure))))
        .compose(
            done ->
                files.run(
                    Operation.UPLOAD_ARTIFACT,
                    () -> artifact(upload.testRunId(), files.at(KEPT, upload.testRunId()), file)));
  }

  private Future<Void> write(ArtifactUpload upload, Path part) {
    return vertx
        .fileSystem()
        .open(part.toString(), new OpenOptions().setCreateNew(true))
        .compose(
            file ->
                upload
                    .source()
                    .open()
                    .compose(stream -> stream.pipeTo(file).eventually(() -> closed(stream)))
                    .onFailure(failure -> file.close()));
  }

  private static Future<Void> closed(ReadStream<?> stream) {
    return stream instanceof AsyncFile file ? file.close() : Future.succeededFuture();
  }

  Future<ArtifactPage> page(ArtifactCursor cursor) {
    Path directory = files.at(KEPT, cursor.testRunId());
    return files.run(
        Operation.LIST_ARTIFACTS,
        () ->
            ArtifactPage.last(
                files.parts(directory).stream()
                    .map(file -> artifact(cursor.testRunId(), directory, file))
                    .toList()));
  }

  private static RemoteArtifact artifact(String testRunId, Path directory, Path file) {
    BasicFileAttributes about = attributes(file);
    return new RemoteArtifact(
        testRunId,
        LocalFiles.part(directory, file),
        file.toString(),
        about == null ? null : about.size(),
        null,
        null,
        about == null ? null : about.lastModifiedTime().toInstant(),
        null,
        new ArtifactLink(file.toAbsolutePath().toUri(), ArtifactLink.Reach.CREDENTIAL, null));
  }

  private static @Nullable BasicFileAttributes attributes(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class);
    } catch (IOException gone) {
      return null;
    }
  }

  Future<ArtifactContent> download(RemoteArtifact artifact, long from) {
    Path file = Path.of(artifact.key());
    return files
        .run(Operation.DOWNLOAD_ARTIFACT, () -> Files.size(file))
        .compose(
            size ->
                vertx
                    .fileSystem()
                    .open(artifact.key(), new OpenOptions().setWrite(false).setCreate(false))
                    .map(
                        opened -> {
                          opened.pause();
                          opened.setReadPos(from);
                          return new ArtifactContent(opened, from, size - from, null);
                        }));
  }
}
