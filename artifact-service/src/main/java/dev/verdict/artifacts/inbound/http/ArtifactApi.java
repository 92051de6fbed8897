package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.usecase.FollowLog;
import dev.verdict.artifacts.usecase.PurgeRun;
import dev.verdict.artifacts.usecase.ReadArtifacts;
import dev.verdict.artifacts.usecase.SearchArtifacts;
import dev.verdict.artifacts.usecase.SendArtifact;
import dev.verdict.artifacts.usecase.StoreBundle;
import dev.verdict.artifacts.usecase.compare.CompareArtifacts;
import dev.verdict.artifacts.usecase.links.Links;
import dev.verdict.runtime.access.AttemptPasses;
import dev.verdict.runtime.access.Authenticator;
import dev.verdict.runtime.http.Api;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** {@code openapi/artifacts.yaml} and who does what it describes. */
public final class ArtifactApi {
  private static final String DOCUMENT = "openapi/artifacts.yaml";

  private ArtifactApi() {}

  /** The use cases that can be called from outside. */
  public record UseCases(
      StoreBundle bundles,
      SendArtifact send,
      ReadArtifacts read,
      SearchArtifacts search,
      CompareArtifacts compare,
      PurgeRun purge,
      Links links,
      FollowLog logs) {}

  public static Future<Router> router(
      Vertx vertx,
      Authenticator authenticator,
      AttemptPasses passes,
      UseCases useCases,
      Optional<URI> publicUrl,
      Clock clock) {
    return Api.router(
        vertx,
        DOCUMENT,
        authenticator,
        operations -> {
          new BundleOperations(useCases.bundles()).register(operations);
          new UploadOperation(useCases.send(), passes, clock).register(operations);
          new BatchUploadOperation(useCases.send(), clock).register(operations);
          new ArtifactOperations(useCases.read(), useCases.purge()).register(operations);
          new LinkOperations(useCases.links().resolve(), new Origin(publicUrl))
              .register(operations);
          new PermalinkOperation(useCases.read(), useCases.links().follow()).register(operations);
          new SearchOperations(useCases.search(), useCases.links().gather(), clock)
              .register(operations);
          new CompareOperation(useCases.read(), useCases.compare()).register(operations);
          new ContentOperations(useCases.read()).register(operations);
          new LogOperations(useCases.logs()).register(operations);
        });
  }
}
