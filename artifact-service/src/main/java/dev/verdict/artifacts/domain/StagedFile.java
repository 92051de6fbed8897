package dev.verdict.artifacts.domain;

import java.util.UUID;

/**
 * A file that is whole and safe on disk, but that nobody sees yet.
 *
 * @param token names it in the staging room
 * @param digest of the content, not of how it is stored
 * @param head its first bytes
 */
public record StagedFile(
    UUID token, Digest digest, long sizeBytes, long storedBytes, Encoding encoding, byte[] head) {}
