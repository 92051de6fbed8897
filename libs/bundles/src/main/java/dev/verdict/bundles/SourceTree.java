package dev.verdict.bundles;

import dev.verdict.bundles.TreeEntry.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What belongs to a source tree: everything under its root that no rule ignores, sorted by name, so
 * that two machines list the same tree in the same order.
 */
public final class SourceTree {
  private static final int BIGGEST_SHOWN = 5;

  private final Path root;
  private final TreeLimits limits;
  private final List<TreeEntry> entries = new ArrayList<>();
  private final List<String> withheld = new ArrayList<>();
  private final LinkTargets links = new LinkTargets();
  private long bytes;

  private SourceTree(Path root, TreeLimits limits) {
    this.root = root;
    this.limits = limits;
  }

  /**
   * @throws BundleRefused when the tree is larger than the limits, or a link leads outside of it
   */
  public static List<TreeEntry> list(Path root, TreeLimits limits) throws IOException {
    return read(root, limits).entries;
  }

  static SourceTree read(Path root, TreeLimits limits) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new NotDirectoryException(root + " (expected: a directory)");
    }
    SourceTree tree = new SourceTree(root.toRealPath(), limits);
    tree.walk(tree.root, "", IgnoreRules.at(tree.root));
    tree.checkSize();
    tree.checkLinks();
    return tree;
  }

  List<TreeEntry> entries() {
    return entries;
  }

  /** What was left out because it looks like a secret; names in the tree. */
  List<String> withheld() {
    return withheld;
  }

  private void walk(Path directory, String prefix, IgnoreRules rules) throws IOException {
    for (Path child : sortedChildren(directory)) {
      String simple = child.getFileName().toString();
      var attributes =
          Files.readAttributes(child, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (rules.ignores(simple, attributes.isDirectory())) {
        continue;
      }
      String name = prefix + simple;
      if (rules.withholds(simple, attributes.isDirectory())) {
        withheld.add(name);
        continue;
      }
      if (attributes.isSymbolicLink()) {
        addLink(name, child, directory);
      } else if (attributes.isDirectory()) {
        add(new TreeEntry(name, child, Kind.DIRECTORY, 0, true, ""));
        walk(child, name + "/", rules.below(simple, child));
      } else if (attributes.isRegularFile()) {
        boolean executable = attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
        add(new TreeEntry(name, child, Kind.FILE, attributes.size(), executable, ""));
        bytes += attributes.size();
      }
    }
  }

  private static List<Path> sortedChildren(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    }
    children.sort(Comparator.comparing(path -> path.getFileName().toString()));
    return children;
  }

  private void addLink(String name, Path link, Path directory) throws IOException {
    Path target = Files.readSymbolicLink(link);
    if (target.isAbsolute() && target.normalize().startsWith(root)) {
      target = directory.relativize(target.normalize());
    }
    String text = target.toString().isEmpty() ? "." : target.toString();
    links.add(name, text);
    add(new TreeEntry(name, link, Kind.LINK, 0, false, text));
  }

  private void add(TreeEntry entry) throws BundleRefused {
    if (entries.size() >= limits.entries()) {
      throw new BundleRefused(
          "the tree under "
              + root
              + " has more than "
              + limits.entries()
              + " entries (expected: at most that many; name what is not needed in"
              + " .verdictignore)");
    }
    entries.add(entry);
  }

  private void checkSize() throws BundleRefused {
    if (bytes <= limits.bytes()) {
      return;
    }
    StringBuilder message =
        new StringBuilder("the tree under " + root + ": " + Sizes.words(bytes))
            .append(" (expected: at most " + Sizes.words(limits.bytes()))
            .append("; name what is not needed in .verdictignore). The biggest files:");
    entries.stream()
        .sorted(Comparator.comparingLong(TreeEntry::size).reversed())
        .limit(BIGGEST_SHOWN)
        .forEach(entry -> message.append("\n  " + Sizes.words(entry.size()) + "  " + entry.name()));
    throw new BundleRefused(message.toString());
  }

  private void checkLinks() throws BundleRefused {
    for (var link : links.all().entrySet()) {
      String problem = links.problemOf(link.getKey());
      if (problem != null) {
        throw new BundleRefused(
            "link "
                + link.getKey()
                + " -> "
                + link.getValue()
                + " "
                + problem
                + " (expected: a target inside, or the link named in .verdictignore)");
      }
    }
  }
}
