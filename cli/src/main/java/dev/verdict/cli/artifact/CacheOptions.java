package dev.verdict.cli.artifact;

import dev.verdict.cli.DataDirectory;
import dev.verdict.cli.WrongUsage;
import dev.verdict.retriever.ArtifactCache;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where fetched artifacts are kept on this machine, how many and how long. */
final class CacheOptions {
  @Option(
      names = "--cache-dir",
      paramLabel = "DIR",
      defaultValue = "${env:VERDICT_CACHE_DIR}",
      description = "Default: VERDICT_CACHE_DIR, else artifact_cache in the data directory.")
  private @Nullable Path directory;

  @Option(
      names = "--max-cache-size-mb",
      paramLabel = "N",
      defaultValue = "${env:VERDICT_MAX_CACHE_SIZE_MB:-1024}",
      description = "Beyond it the longest unused go (default: 1024).")
  private long mostMegabytes = 1024;

  @Option(
      names = "--max-cache-age-days",
      paramLabel = "N",
      defaultValue = "${env:VERDICT_MAX_CACHE_AGE_DAYS:-7}",
      description = "Unused for longer, they go (default: 7).")
  private long mostDays = 7;

  @Option(names = "--no-cache", description = "Fetch anew, and keep nothing.")
  private boolean none;

  Optional<ArtifactCache> open() throws IOException {
    if (mostMegabytes < 0 || mostDays < 0) {
      throw new WrongUsage(
          "--max-cache-size-mb: "
              + mostMegabytes
              + ", --max-cache-age-days: "
              + mostDays
              + " (expected: both >= 0)");
    }
    if (none) {
      return Optional.empty();
    }
    Path place = directory == null ? DataDirectory.of(null).resolve("artifact_cache") : directory;
    return Optional.of(
        ArtifactCache.open(
            place, mostMegabytes << 20, Duration.ofDays(mostDays), Clock.systemUTC()));
  }
}
