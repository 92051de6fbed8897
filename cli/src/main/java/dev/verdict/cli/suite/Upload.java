package dev.verdict.cli.suite;

import dev.verdict.bundles.BundlePacker;
import dev.verdict.bundles.PackedBundle;
import dev.verdict.bundles.Sizes;
import dev.verdict.bundles.TreeLimits;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.contract.api.Source;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Brings a source tree to where the workers fetch it. What is there already is not sent again. */
public final class Upload {
  private static final int SHOWN = 5;

  private final ApiClient artifacts;
  private final Consumer<String> say;

  /**
   * @param say is told what is sent, before it is
   */
  public Upload(ApiClient artifacts, Consumer<String> say) {
    this.artifacts = artifacts;
    this.say = say;
  }

  public Source.Bundle send(Path root) throws IOException {
    Path archive = Files.createTempFile("verdict-bundle", ".tar.gz");
    try {
      PackedBundle packed;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
        packed = new BundlePacker(TreeLimits.DEFAULT).pack(root, out);
      }
      tell(root, packed);
      String path = "/api/v1/artifacts/bundles/" + packed.digest();
      if (!artifacts.exists(path)) {
        artifacts.upload(path, archive);
      }
      return new Source.Bundle(packed.digest());
    } finally {
      Files.deleteIfExists(archive);
    }
  }

  private void tell(Path root, PackedBundle packed) {
    String files = packed.files() + (packed.files() == 1 ? " file, " : " files, ");
    say.accept("Sending " + files + Sizes.words(packed.contentBytes()) + " of " + root);
    List<String> withheld = packed.withheld();
    if (!withheld.isEmpty()) {
      String more = withheld.size() > SHOWN ? " and " + (withheld.size() - SHOWN) + " more" : "";
      say.accept(
          "  left out, because it may hold secrets: "
              + String.join(", ", withheld.subList(0, Math.min(SHOWN, withheld.size())))
              + more
              + " (a line such as !"
              + withheld.getFirst()
              + " in .verdictignore sends it)");
    }
  }
}
