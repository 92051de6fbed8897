package dev.verdict.bundles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/**
 * The ignore rules that hold in one directory: those of its own files, then those of its parents.
 * The deepest file that says anything decides, as in git; in one directory {@code .verdictignore}
 * has the last word. What usually holds secrets is left out unless a {@code .verdictignore} wants
 * it.
 */
final class IgnoreRules {
  private static final Set<String> ALWAYS = Set.of(".git", ".verdict", "__pycache__");
  private static final String OURS = ".verdictignore";
  private static final List<String> FILES = List.of(OURS, ".gitignore");
  private static final long LARGEST_FILE = 1 << 20;

  private final @Nullable IgnoreRules parent;
  private final String nameInParent;
  private final List<RuleFile> files;

  /**
   * @param ours whether it speaks of what is sent, and not of what is kept in git
   */
  private record RuleFile(IgnoreNode rules, boolean ours) {}

  private IgnoreRules(@Nullable IgnoreRules parent, String nameInParent, List<RuleFile> files) {
    this.parent = parent;
    this.nameInParent = nameInParent;
    this.files = files;
  }

  /**
   * The rules at the root of a tree. Where the root lies inside a git repository, the rules of the
   * directories above it hold too, unless they ignore the root itself: who asks for an ignored
   * directory wants what is in it.
   */
  static IgnoreRules at(Path root) throws IOException {
    Deque<Path> above = directoriesAbove(root);
    IgnoreRules rules = null;
    boolean rootIsIgnored = false;
    while (!above.isEmpty()) {
      Path directory = above.pop();
      rules = read(rules, rules == null ? "" : directory.getFileName().toString(), directory);
      Path next = above.isEmpty() ? root : above.peek();
      rootIsIgnored |= rules.ignores(next.getFileName().toString(), true);
    }
    if (rules == null || rootIsIgnored) {
      return read(null, "", root);
    }
    return read(rules, root.getFileName().toString(), root);
  }

  IgnoreRules below(String name, Path directory) throws IOException {
    return read(this, name, directory);
  }

  boolean ignores(String name, boolean directory) {
    return ALWAYS.contains(name) || Boolean.TRUE.equals(said(name, directory, false));
  }

  /** A secret that nobody ignored, and that nobody has asked for by name either. */
  boolean withholds(String name, boolean directory) {
    return SecretNames.hold(name) && said(name, directory, true) == null;
  }

  private @Nullable Boolean said(String name, boolean directory, boolean oursOnly) {
    String path = name;
    for (IgnoreRules rules = this; rules != null; rules = rules.parent) {
      for (RuleFile file : rules.files) {
        Boolean said = file.ours() || !oursOnly ? file.rules().checkIgnored(path, directory) : null;
        if (said != null) {
          return said;
        }
      }
      path = rules.nameInParent + "/" + path;
    }
    return null;
  }

  /** From the top of the repository down to the parent of the root; empty outside of one. */
  private static Deque<Path> directoriesAbove(Path root) {
    Deque<Path> above = new ArrayDeque<>();
    if (Files.exists(root.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
      return above;
    }
    for (Path up = root.getParent(); up != null; up = up.getParent()) {
      above.push(up);
      if (Files.exists(up.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        return above;
      }
    }
    return new ArrayDeque<>();
  }

  private static IgnoreRules read(@Nullable IgnoreRules parent, String name, Path directory)
      throws IOException {
    List<RuleFile> rules = new ArrayList<>();
    for (String file : FILES) {
      Path path = directory.resolve(file);
      if (Files.isRegularFile(path) && Files.size(path) <= LARGEST_FILE) {
        IgnoreNode node = new IgnoreNode();
        try (InputStream in = Files.newInputStream(path)) {
          node.parse(in);
        }
        rules.add(new RuleFile(node, file.equals(OURS)));
      }
    }
    return new IgnoreRules(parent, name, rules);
  }
}
