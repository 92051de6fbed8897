package dev.verdict.bundles;

/**
 * What was written.
 *
 * @param digest {@code sha256:<hex>} of the archive: its name everywhere
 * @param bytes of the archive
 * @param contentBytes of all files in it
 */
public record PackedBundle(String digest, long bytes, int entries, long contentBytes) {}
