package dev.verdict.bundles;

import dev.verdict.bundles.TreeEntry.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names in an archive, as far as it was read: whether the next one may come, and where it goes.
 * Nothing may stand below a link or a file, and nothing may come twice.
 */
final class EntryNames {
  private final UnpackLimits limits;
  private final Map<String, Kind> seen = new HashMap<>();

  EntryNames(UnpackLimits limits) {
    this.limits = limits;
  }

  /** The name without what means nothing ({@code ./}, a slash at the end); empty for the root. */
  String accept(String raw, Kind kind) throws BundleRefused {
    List<String> parts = parts(raw);
    if (parts.isEmpty()) {
      if (kind != Kind.DIRECTORY) {
        throw refused(raw, "a name");
      }
      return "";
    }
    if (parts.size() > limits.depth()) {
      throw refused(raw, "at most " + limits.depth() + " levels");
    }
    for (int depth = 1; depth < parts.size(); depth++) {
      String above = String.join("/", parts.subList(0, depth));
      Kind kindAbove = seen.get(above);
      if (kindAbove != null && kindAbove != Kind.DIRECTORY) {
        throw refused(raw, "nothing below the " + word(kindAbove) + " " + above);
      }
    }
    String name = String.join("/", parts);
    remember(name, kind, raw);
    for (int depth = 1; depth < parts.size(); depth++) {
      seen.putIfAbsent(String.join("/", parts.subList(0, depth)), Kind.DIRECTORY);
    }
    return name;
  }

  @Nullable Kind kindOf(String name) {
    return seen.get(name);
  }

  private void remember(String name, Kind kind, String raw) throws BundleRefused {
    Kind before = seen.putIfAbsent(name, kind);
    if (before != null && !(before == Kind.DIRECTORY && kind == Kind.DIRECTORY)) {
      throw refused(raw, "each name once");
    }
    if (seen.size() > limits.entries()) {
      throw new BundleRefused(
          "the archive has too many entries (expected: at most " + limits.entries() + ")");
    }
  }

  private List<String> parts(String raw) throws BundleRefused {
    if (raw.length() > limits.nameLength()) {
      throw refused(raw.substring(0, 80) + "…", "at most " + limits.nameLength() + " characters");
    }
    if (raw.startsWith("/") || raw.indexOf('\\') >= 0 || raw.indexOf('\0') >= 0) {
      throw refused(raw, "a relative path with forward slashes");
    }
    List<String> parts = new ArrayList<>();
    for (String part : raw.split("/")) {
      if (part.equals("..")) {
        throw refused(raw, "a path without ..");
      }
      if (part.length() > 255) {
        throw refused(raw, "at most 255 characters between two slashes");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static String word(Kind kind) {
    return kind == Kind.LINK ? "link" : "file";
  }

  private static BundleRefused refused(String name, String expected) {
    return new BundleRefused("archive entry '" + name + "' (expected: " + expected + ")");
  }
}
