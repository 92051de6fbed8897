package dev.verdict.bundles;

/**
 * How much a source tree may hold.
 *
 * @param bytes of all files together, before compression
 * @param entries files, directories and links together
 */
public record TreeLimits(long bytes, int entries) {
  public static final TreeLimits DEFAULT = new TreeLimits(512L << 20, 200_000);
}
