package dev.verdict.cli.suite;

import dev.verdict.bundles.BundlePacker;
import dev.verdict.bundles.PackedBundle;
import dev.verdict.bundles.TreeLimits;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.contract.api.Source;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings a source tree to where the workers fetch it. What is there already is not sent again. */
public final class Upload {
  private final ApiClient artifacts;

  public Upload(ApiClient artifacts) {
    this.artifacts = artifacts;
  }

  public Source.Bundle send(Path root) throws IOException {
    Path archive = Files.createTempFile("verdict-bundle", ".tar.gz");
    try {
      PackedBundle packed;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
        packed = new BundlePacker(TreeLimits.DEFAULT).pack(root, out);
      }
      String path = "/api/v1/artifacts/bundles/" + packed.digest();
      if (!artifacts.exists(path)) {
        artifacts.upload(path, archive);
      }
      return new Source.Bundle(packed.digest());
    } finally {
      Files.deleteIfExists(archive);
    }
  }
}
