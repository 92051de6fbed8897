package dev.verdict.artifacts.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Which bytes of a log are there. Pieces may come twice, late and in any order; what counts is what
 * they cover together.
 *
 * @param spans sorted, none empty, none touching another
 */
public record Coverage(List<Span> spans) {
  public static final Coverage NONE = new Coverage(List.of());

  /** A log in more separate parts than this is no log; it would only cost us memory. */
  public static final int MOST_SPANS = 256;

  public Coverage {
    spans = List.copyOf(spans);
  }

  /** From the form in which it is stored: from, to, from, to. */
  public static Coverage of(Long[] bounds) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i + 1 < bounds.length; i += 2) {
      spans.add(new Span(bounds[i], bounds[i + 1]));
    }
    return new Coverage(spans);
  }

  public Long[] bounds() {
    Long[] bounds = new Long[spans.size() * 2];
    for (int i = 0; i < spans.size(); i++) {
      bounds[2 * i] = spans.get(i).from();
      bounds[2 * i + 1] = spans.get(i).to();
    }
    return bounds;
  }

  public Coverage with(Span added) {
    if (added.isEmpty()) {
      return this;
    }
    List<Span> merged = new ArrayList<>();
    long from = added.from();
    long to = added.to();
    boolean placed = false;
    for (Span span : spans) {
      if (span.to() < from) {
        merged.add(span);
      } else if (span.from() > to) {
        if (!placed) {
          merged.add(new Span(from, to));
          placed = true;
        }
        merged.add(span);
      } else {
        from = Math.min(from, span.from());
        to = Math.max(to, span.to());
      }
    }
    if (!placed) {
      merged.add(new Span(from, to));
    }
    return new Coverage(merged);
  }

  public boolean covers(Span asked) {
    return asked.isEmpty()
        || spans.stream().anyMatch(span -> span.from() <= asked.from() && asked.to() <= span.to());
  }

  /** The end of what is there, holes or not. */
  public long end() {
    return spans.isEmpty() ? 0 : spans.get(spans.size() - 1).to();
  }

  /** What is missing before {@link #end()}. */
  public List<Span> holes() {
    List<Span> holes = new ArrayList<>();
    long at = 0;
    for (Span span : spans) {
      if (span.from() > at) {
        holes.add(new Span(at, span.from()));
      }
      at = span.to();
    }
    return holes;
  }

  public long missing() {
    return holes().stream().mapToLong(Span::length).sum();
  }

  public boolean tooScattered() {
    return spans.size() > MOST_SPANS;
  }
}
