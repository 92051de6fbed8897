package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.usecase.links.LinkAnswer;
import dev.verdict.artifacts.usecase.links.RemoteFile;
import dev.verdict.plugin.ci.ArtifactLink;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of one name; {@code ArtifactLinkView} in the OpenAPI document.
 *
 * @param url what is told where only an address is asked for
 * @param permalink leads to it as long as anybody has it, and to a page about it after that
 * @param source the provider's name, or {@code store}
 * @param reach who can follow the url
 * @param reason why there is no url
 * @param explanation in words: why there is none, or why it is our copy
 */
record LinkView(
    @Nullable String url,
    @Nullable String permalink,
    @Nullable String source,
    @Nullable String reach,
    @Nullable Instant expiresAt,
    @Nullable Long sizeBytes,
    @Nullable String digest,
    @Nullable String reason,
    @Nullable String explanation) {
  private static final String WITH_KEY = "key";

  static LinkView of(LinkAnswer answer, String here) {
    return switch (answer) {
      case LinkAnswer.AtProvider there -> atProvider(there, here);
      case LinkAnswer.InStore copy -> {
        String url = here + "/a/" + copy.id();
        yield new LinkView(url, url, "store", WITH_KEY, null, null, null, null, copy.instead());
      }
      case LinkAnswer.Nowhere nowhere -> {
        RemoteFile file = nowhere.file();
        yield new LinkView(
            null,
            file == null ? null : here + file.permalink(),
            null,
            null,
            null,
            file == null ? null : file.artifact().size(),
            file == null ? null : file.artifact().digest(),
            nowhere.reason().word(),
            nowhere.why());
      }
    };
  }

  /** What only we can fetch has our address, and whoever has a key of ours gets it there. */
  private static LinkView atProvider(LinkAnswer.AtProvider there, String here) {
    RemoteFile file = there.file();
    String permalink = here + file.permalink();
    ArtifactLink link = file.artifact().link();
    String direct = there.direct();
    return new LinkView(
        direct == null ? permalink : direct,
        permalink,
        file.run().provider(),
        direct == null || link == null ? WITH_KEY : link.reach().name().toLowerCase(Locale.ROOT),
        there.expiresAt(),
        file.artifact().size(),
        file.artifact().digest(),
        null,
        null);
  }
}
