package dev.verdict.bundles;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the links of a tree as a file system would, but in the names alone: so a link that leads
 * outside through other links is found before anything exists, and also when its target does not.
 */
final class LinkTargets {
  private static final int MOST_HOPS = 40;

  private final Map<String, String> targets = new HashMap<>();

  void add(String link, String target) {
    targets.put(link, target);
  }

  Map<String, String> all() {
    return targets;
  }

  /** Why this link cannot be kept; null when it stays inside. */
  @Nullable String problemOf(String link) {
    String target = targets.getOrDefault(link, "");
    if (target.isEmpty() || target.indexOf('\0') >= 0) {
      return "points nowhere";
    }
    if (target.startsWith("/") || target.contains("\\")) {
      return "points outside of the tree";
    }
    Deque<String> position = new ArrayDeque<>();
    Deque<String> ahead = new ArrayDeque<>(Arrays.asList(link.split("/")));
    int hops = 0;
    while (!ahead.isEmpty()) {
      String step = ahead.pop();
      if (step.isEmpty() || step.equals(".")) {
        continue;
      }
      if (step.equals("..")) {
        if (position.isEmpty()) {
          return "points outside of the tree";
        }
        position.removeLast();
        continue;
      }
      position.addLast(step);
      String next = targets.get(String.join("/", position));
      if (next == null) {
        continue;
      }
      if (++hops > MOST_HOPS) {
        return "leads through more than " + MOST_HOPS + " links";
      }
      if (next.startsWith("/")) {
        return "points outside of the tree";
      }
      position.removeLast();
      putInFront(ahead, next);
    }
    return null;
  }

  private static void putInFront(Deque<String> ahead, String path) {
    Iterator<String> backwards =
        new ArrayDeque<>(Arrays.asList(path.split("/"))).descendingIterator();
    backwards.forEachRemaining(ahead::push);
  }
}
