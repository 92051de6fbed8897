package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.Categories;
import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.artifacts.domain.ContentType;
import dev.verdict.artifacts.domain.Refusal;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.usecase.ArtifactCatalog.Kept;
import dev.verdict.artifacts.usecase.UploadArtifact.Label;
import dev.verdict.artifacts.usecase.links.CiSystems;
import dev.verdict.artifacts.usecase.links.Problems;
import dev.verdict.artifacts.usecase.links.RemoteBook;
import dev.verdict.artifacts.usecase.links.RemoteFile;
import dev.verdict.artifacts.usecase.links.RunBook;
import dev.verdict.plugin.ci.ArtifactUpload;
import dev.verdict.plugin.ci.Capability;
import dev.verdict.plugin.ci.CiProvider;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gives a file to the CI system of its run where that takes it, and keeps it where it does not. */
public final class SendArtifact {
  /** A provider has its own time limits for each call; this is for all of them together. */
  private static final Duration WITHIN = Duration.ofMinutes(15);

  private final Staging staging;
  private final UploadArtifact store;
  private final RunBook runs;
  private final RemoteBook book;
  private final CiSystems systems;

  /** Where it went. */
  public sealed interface Sent {
    record AtProvider(RemoteFile file) implements Sent {}

    /**
     * In our store.
     *
     * @param instead why not at the provider; null if nobody wanted it there
     */
    record InStore(Kept kept, @Nullable String instead) implements Sent {}
  }

  /** There is nobody to give it to. */
  private static final class NoTaker extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoTaker(String why) {
      super(why);
    }
  }

  public SendArtifact(
      Staging staging, UploadArtifact store, RunBook runs, RemoteBook book, CiSystems systems) {
    this.staging = staging;
    this.store = store;
    this.runs = runs;
    this.book = book;
    this.systems = systems;
  }

  public Categories categories() {
    return store.categories();
  }

  /**
   * @param toProvider whether the CI system is to be asked first
   */
  public Future<Sent> send(
      Label label, ReadStream<Buffer> body, OptionalLong announced, boolean toProvider) {
    return toProvider
        ? staging
            .receive(body, announced, store.most(), Staging.Form.PLAIN)
            .compose(file -> give(label, file).eventually(() -> staging.discard(file)))
        : store.upload(label, body, announced).map(kept -> new Sent.InStore(kept, null));
  }

  private Future<Sent> give(Label label, StagedFile file) {
    return runs.ciRun(label.place().runId())
        .compose(
            run ->
                run.map(known -> give(known, label, file))
                    .orElse(refused("the run belongs to no run of a CI system")))
        .recover(why -> store.keep(label, file).map(kept -> new Sent.InStore(kept, words(why))));
  }

  private Future<Sent> give(CiRun run, Label label, StagedFile file) {
    CiProvider provider;
    try {
      provider = systems.of(run);
    } catch (RuntimeException refused) {
      return Future.failedFuture(refused);
    }
    if (!provider.capabilities().works(Capability.ARTIFACT_UPLOAD)) {
      return refused(run.provider() + " takes no files by its API");
    }
    String type = ContentType.detect(file.head(), label.name());
    return staging
        .source(file)
        .compose(
            source ->
                provider.uploadArtifact(new ArtifactUpload(run.id(), label.name(), type, source)))
        .timeout(WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .map(artifact -> new RemoteFile(run, artifact))
        .compose(sent -> book.keep(List.of(sent)).map(new Sent.AtProvider(sent)));
  }

  private static Future<Sent> refused(String why) {
    return Future.failedFuture(new NoTaker(why));
  }

  private static String words(Throwable why) {
    return why instanceof NoTaker || why instanceof Refusal
        ? String.valueOf(why.getMessage())
        : Problems.words(why);
  }
}
