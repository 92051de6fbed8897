package dev.verdict.runtime.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Halves the long lists of a body that does not fit, in place, as long as what is left does not fit
 * either. Then there is little to explain, however large the body was.
 */
final class Narrowing {
  private static final int SHORT_ENOUGH = 50;
  private static final int MOST_TRIES = 200;
  private static final int MOST_NODES = 20_000;
  private static final long MOST_NANOS = 3_000_000_000L;

  private final Predicate<@Nullable Object> fits;
  private final long start = System.nanoTime();
  private @Nullable Object root;
  private int tries;

  private Narrowing(Predicate<@Nullable Object> fits, @Nullable Object root) {
    this.fits = fits;
    this.root = root;
  }

  /** A part of a list that knows where it was, so that a fault names the right index. */
  private static final class Part extends ArrayList<@Nullable Object> {
    private static final long serialVersionUID = 1L;
    private final int from;

    Part(List<?> list, int from, int to) {
      super(list.subList(from, to));
      this.from = place(list, from);
    }
  }

  /** What is left of the body, or nothing if that would still be too much to explain. */
  static @Nullable Object narrow(@Nullable Object body, Predicate<@Nullable Object> fits) {
    Narrowing narrowing = new Narrowing(fits, body);
    narrowing.visit(body, part -> narrowing.root = part);
    return nodes(narrowing.root) > MOST_NODES ? null : narrowing.root;
  }

  /** The place of an item in the whole list. */
  static int place(List<?> list, int index) {
    return list instanceof Part part ? part.from + index : index;
  }

  @SuppressWarnings("unchecked")
  private void visit(@Nullable Object tree, Consumer<Object> replace) {
    if (tree instanceof List<?> list) {
      List<Object> part = (List<Object>) halved(list, replace);
      for (int i = 0; i < Math.min(part.size(), SHORT_ENOUGH); i++) {
        int index = i;
        visit(part.get(i), smaller -> part.set(index, smaller));
      }
    } else if (tree instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        visit(entry.getValue(), ((Map.Entry<?, Object>) entry)::setValue);
      }
    }
  }

  private List<?> halved(List<?> list, Consumer<Object> replace) {
    List<?> part = list;
    while (part.size() > SHORT_ENOUGH
        && tries < MOST_TRIES
        && System.nanoTime() - start < MOST_NANOS) {
      int middle = part.size() / 2;
      Part first = new Part(part, 0, middle);
      Part second = new Part(part, middle, part.size());
      if (isWrongWith(first, replace)) {
        part = first;
      } else if (isWrongWith(second, replace)) {
        part = second;
      } else {
        // Neither half is wrong by itself, so it is the list that is: too long, perhaps.
        replace.accept(part);
        break;
      }
    }
    return part;
  }

  private boolean isWrongWith(Part part, Consumer<Object> replace) {
    tries++;
    replace.accept(part);
    return !fits.test(root);
  }

  private static int nodes(@Nullable Object tree) {
    int nodes = 1;
    Iterable<?> inside =
        tree instanceof List<?> list
            ? list
            : tree instanceof Map<?, ?> map ? map.values() : List.of();
    for (Object one : inside) {
      nodes += nodes(one);
    }
    return nodes;
  }
}
