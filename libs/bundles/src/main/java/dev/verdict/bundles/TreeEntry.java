package dev.verdict.bundles;

import java.nio.file.Path;

/**
 * One thing in a source tree.
 *
 * @param name relative to the root, with {@code /}
 * @param path where it lies
 * @param size of a file in bytes, 0 for the others
 * @param executable whether its owner may execute it
 * @param target where a link points, as it shall stand in the archive; empty for the others
 */
public record TreeEntry(
    String name, Path path, Kind kind, long size, boolean executable, String target) {

  /** What can be in a tree. Sockets, pipes and devices carry no content and are left out. */
  public enum Kind {
    DIRECTORY,
    FILE,
    LINK
  }
}
