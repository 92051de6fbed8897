package dev.verdict.worker.outbound;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.jspecify.annotations.Nullable;

/** Writes the files of a commit, without a repository around them. Submodules stay empty. */
final class GitTree {
  private GitTree() {}

  static void write(Repository repository, RevCommit commit, @Nullable String directory, Path into)
      throws IOException {
    String below = directory == null ? "" : directory.replaceAll("^(\\./)+|/+$", "");
    Map<Path, String> links = new LinkedHashMap<>();
    boolean found = below.isEmpty() || below.equals(".");
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(commit.getTree());
      walk.setRecursive(true);
      if (!found) {
        walk.setFilter(PathFilter.create(below));
      }
      while (walk.next()) {
        String path = walk.getPathString();
        String name = path.startsWith(below + "/") ? path.substring(below.length() + 1) : path;
        found = true;
        write(repository, walk, target(into, name), links);
      }
    }
    if (!found) {
      throw new IOException("source.directory: '" + directory + "' (expected: one in the commit)");
    }
    // Links come last, so that nothing is written through one.
    for (Map.Entry<Path, String> link : links.entrySet()) {
      Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
    }
  }

  private static Path target(Path into, String name) throws IOException {
    Path target = into.resolve(name).normalize();
    if (!target.startsWith(into) || target.equals(into)) {
      throw new IOException("git: path '" + name + "' (expected: one inside of the repository)");
    }
    return target;
  }

  private static void write(
      Repository repository, TreeWalk walk, Path target, Map<Path, String> links)
      throws IOException {
    FileMode mode = walk.getFileMode(0);
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (mode.equals(FileMode.GITLINK)) {
      Files.createDirectories(target);
      return;
    }
    ObjectLoader content = repository.open(walk.getObjectId(0));
    if (mode.equals(FileMode.SYMLINK)) {
      links.put(target, new String(content.getBytes(), StandardCharsets.UTF_8));
      return;
    }
    try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      content.copyTo(out);
    }
    if (mode.equals(FileMode.EXECUTABLE_FILE)) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
