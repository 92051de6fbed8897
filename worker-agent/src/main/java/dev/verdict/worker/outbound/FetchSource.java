package dev.verdict.worker.outbound;

import dev.verdict.bundles.BundleCache;
import dev.verdict.bundles.CachedBundle;
import dev.verdict.bundles.TreeCopy;
import dev.verdict.bundles.TreeLimits;
import dev.verdict.contract.api.Source;
import dev.verdict.worker.usecase.attempt.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings tests from a repository, a bundle or a shared directory. */
public final class FetchSource implements Sources {
  private final GitRepositories git;
  private final BundleCache bundles;
  private final TreeLimits sharedLimits;

  public FetchSource(GitRepositories git, BundleCache bundles, TreeLimits sharedLimits) {
    this.git = git;
    this.bundles = bundles;
    this.sharedLimits = sharedLimits;
  }

  @Override
  public void fetch(Source source, Path into) throws IOException, InterruptedException {
    switch (source) {
      case Source.Git repository -> git.checkOut(repository, into);
      case Source.Bundle bundle -> {
        try (CachedBundle cached = bundles.acquire(bundle.digest())) {
          cached.copyTo(into);
        }
      }
      case Source.SharedPath shared -> copyShared(Path.of(shared.path()), into);
    }
  }

  private void copyShared(Path directory, Path into) throws IOException {
    if (!directory.isAbsolute() || !Files.isDirectory(directory)) {
      throw new IOException(
          "source.path: '"
              + directory
              + "' (expected: an absolute directory that this worker sees)");
    }
    TreeCopy.copy(directory, into, sharedLimits);
  }
}
