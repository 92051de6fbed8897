package dev.verdict.bundles;

import java.io.IOException;
import java.nio.file.Path;

/** Brings an archive from where bundles are kept. */
@FunctionalInterface
public interface BundleFetcher {
  /** Writes the archive to a file that does not exist yet; blocks, within its own time-out. */
  void fetch(String digest, Path file) throws IOException;
}
