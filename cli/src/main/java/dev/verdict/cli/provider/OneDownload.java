package dev.verdict.cli.provider;

import dev.verdict.cli.WrongUsage;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RemoteArtifact;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.CopyOptions;
import io.vertx.core.file.OpenOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One file out of a CI system. It has its name only when it is whole. */
record OneDownload(Vertx vertx, CiProvider provider) {
  Future<Map<String, Object>> into(String testRunId, String name, Optional<String> where) {
    Path file = file(name, where);
    return provider
        .findArtifacts(testRunId, Set.of(name))
        .compose(
            findings -> {
              RemoteArtifact artifact = findings.found().get(name);
              if (artifact != null) {
                return Future.succeededFuture(artifact);
              }
              return Future.<RemoteArtifact>failedFuture(
                  findings.problem() == null ? missing(testRunId, name) : findings.problem());
            })
        .compose(artifact -> provider.downloadArtifact(artifact, 0))
        .compose(content -> write(content, file))
        .map(size -> Map.of("name", name, "path", file.toString(), "size_bytes", size));
  }

  private static Path file(String name, Optional<String> where) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    Path file = Path.of(where.orElse(last.isEmpty() || last.startsWith(".") ? "artifact" : last));
    return Files.isDirectory(file) ? file.resolve(last) : file;
  }

  private Throwable missing(String testRunId, String name) {
    return new ResourceNotFoundError(
        Failure.of(
            provider.name(),
            Operation.DOWNLOAD_ARTIFACT,
            "run " + testRunId + " has no artifact " + name,
            "check both"));
  }

  private Future<Long> write(ArtifactContent content, Path file) {
    String part = file.resolveSibling(".part-" + UUID.randomUUID()).toString();
    return vertx
        .fileSystem()
        .open(part, new OpenOptions().setCreateNew(true))
        .recover(
            failure ->
                Future.failedFuture(
                    new WrongUsage("--output-path: " + file + " (expected: where a file can be)")))
        .compose(opened -> content.body().pipeTo(opened))
        .compose(written -> vertx.fileSystem().props(part))
        .compose(
            it ->
                vertx
                    .fileSystem()
                    .move(part, file.toString(), new CopyOptions().setReplaceExisting(true))
                    .map(it.size()))
        .onFailure(failure -> vertx.fileSystem().delete(part));
  }
}
