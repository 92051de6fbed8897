package dev.verdict.cli.artifact;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ApiProblem;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.retriever.ArtifactSource;
import dev.verdict.retriever.RemoteArtifact;
import java.io.IOException;

/** Our own service as a source; it knows parts, and the hash is the tag of a version. */
final class Contents implements ArtifactSource {
  private final ApiClient store;

  Contents(ApiClient store) {
    this.store = store;
  }

  @Override
  public Opened open(RemoteArtifact artifact, long from) throws IOException {
    String path = StoreAccess.ARTIFACTS + "/" + artifact.id() + "/content?download=true";
    try {
      ApiClient.Part part = store.openFrom(path, from, "\"" + artifact.sha256() + "\"");
      return new Opened(part.body(), part.from());
    } catch (ApiProblem problem) {
      if (problem.isUsage()) {
        throw new Refused(String.valueOf(problem.getMessage()), problem);
      }
      throw new IOException(problem.getMessage(), problem);
    } catch (Unreachable away) {
      throw new IOException(away.getMessage(), away);
    }
  }
}
