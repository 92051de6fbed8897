package dev.verdict.artifacts.outbound.s3;

import dev.verdict.runtime.settings.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * Which bucket, and how to reach it. It names no class of the S3 client, so that none is loaded
 * where the store is a directory.
 *
 * @param endpoint the server's address; absent for Amazon's own in the region
 * @param pathStyle the bucket in the path and not in the host's name, as most other servers want it
 * @param credentials absent for those of the surroundings: a profile, a container's or a machine's
 *     role
 * @param prefix of all keys; empty or ending in a slash
 */
public record S3Address(
    Optional<URI> endpoint,
    String bucket,
    String region,
    boolean pathStyle,
    Optional<Credentials> credentials,
    String prefix) {

  /** A name and what proves it. */
  public record Credentials(String accessKey, Secret secretKey) {}

  /** For people. */
  @Override
  public String toString() {
    return endpoint.map(URI::toString).orElse("s3:" + region) + "/" + bucket + "/" + prefix;
  }
}
