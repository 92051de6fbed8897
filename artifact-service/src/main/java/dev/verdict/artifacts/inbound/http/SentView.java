package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.usecase.SendArtifact.Sent;
import dev.verdict.plugin.ci.ArtifactLink;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a file went that was meant for a CI system; {@code SentArtifact} in the OpenAPI document.
 *
 * @param keptIn the provider, or {@code store}
 * @param permalink leads to it wherever it is
 * @param url where the CI system has it
 * @param artifact how we keep it, if we do
 * @param instead why we keep it and not the CI system
 */
record SentView(
    String name,
    String keptIn,
    String permalink,
    @Nullable String url,
    @Nullable ArtifactView artifact,
    @Nullable String instead) {

  static SentView of(Sent sent, Instant now) {
    return switch (sent) {
      case Sent.AtProvider there -> {
        ArtifactLink link = there.file().artifact().link();
        yield new SentView(
            there.file().artifact().name(),
            there.file().run().provider(),
            there.file().permalink(),
            link == null ? null : link.url().toString(),
            null,
            null);
      }
      case Sent.InStore here -> {
        ArtifactView view = ArtifactView.of(here.kept().artifact(), now);
        yield new SentView(view.name(), "store", view.url(), null, view, here.instead());
      }
    };
  }
}
