package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Refusal;
import dev.verdict.artifacts.domain.StagedFile;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.OptionalLong;

/** Takes in a source bundle under its digest. The same may come from many at once. */
public final class StoreBundle {
  private final Staging staging;
  private final Bundles bundles;
  private final ArtifactRules rules;

  public StoreBundle(Staging staging, Bundles bundles, ArtifactRules rules) {
    this.staging = staging;
    this.bundles = bundles;
    this.rules = rules;
  }

  /** How long it is, when it is there; that counts as a use. */
  public Future<OptionalLong> use(Digest digest) {
    return bundles.use(digest);
  }

  public Future<Void> store(Digest digest, ReadStream<Buffer> body, OptionalLong announced) {
    return staging
        .receive(body, announced, rules.bundleBytes(), Staging.Form.PLAIN)
        .compose(file -> publish(digest, file).eventually(() -> staging.discard(file)));
  }

  private Future<Void> publish(Digest promised, StagedFile file) {
    return file.digest().equals(promised)
        ? bundles.publish(file)
        : Future.failedFuture(new Refusal.DigestMismatch(promised, file.digest()));
  }

  public Future<ByteSource> open(Digest digest, long size) {
    return bundles.open(digest, size);
  }
}
