package dev.verdict.bundles;

import java.util.List;

/**
 * What was written.
 *
 * @param digest {@code sha256:<hex>} of the archive: its name everywhere
 * @param bytes of the archive
 * @param contentBytes of all files in it
 * @param withheld what looks like a secret and was therefore left out; names in the tree
 */
public record PackedBundle(
    String digest, long bytes, int files, long contentBytes, List<String> withheld) {}
