package dev.verdict.reports.write.markdown;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a comment is laid out: Markdown with places in double braces. What is put into a place is
 * never read again, so nothing that a test says becomes a place or Markdown.
 */
public final class CommentTemplate {
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([a-z_]+)\\s*}}");

  /** What comments have by themselves. */
  public static final CommentTemplate DEFAULT = resource("default");

  /** A few lines: the verdict, the counts, where to read on. */
  public static final CommentTemplate MINIMAL = resource("minimal");

  /** Everything that a report has. */
  public static final CommentTemplate DETAILED = resource("detailed");

  private static final Map<String, CommentTemplate> OURS =
      Map.of("default", DEFAULT, "minimal", MINIMAL, "detailed", DETAILED);

  /** What can be put into a template. */
  enum Place {
    SIGN,
    HEADLINE,
    STATUS,
    NAME,
    PROJECT,
    COUNTS,
    DURATION,
    REASON,
    COMMIT,
    BRANCH,
    COMPARED,
    GATE,
    GATE_BRIEF,
    FIRST_SEEN,
    RUN_ID,
    LINKS,
    NEW_FAILURES,
    BROKEN_BEFORE,
    NEW_FAILURES_BRIEF,
    BROKEN_BEFORE_BRIEF,
    TASKS,
    UNFINISHED,
    FLAKY,
    TABLE,
    SLOWEST,
    ARTIFACTS,
    METRICS,
    SYSTEM;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Text as it stands, or a place. */
  sealed interface Piece {
    record Text(String text) implements Piece {}

    record Slot(Place place) implements Piece {}
  }

  private final List<Piece> pieces;

  private CommentTemplate(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** One of ours by its name. */
  public static Optional<CommentTemplate> named(String name) {
    return Optional.ofNullable(OURS.get(name));
  }

  /**
   * @throws IllegalArgumentException for a place that there is not, and for a template without any
   */
  public static CommentTemplate parse(String template) {
    List<Piece> pieces = new ArrayList<>();
    Matcher places = PLACE.matcher(template);
    int from = 0;
    while (places.find()) {
      pieces.add(new Piece.Text(template.substring(from, places.start())));
      pieces.add(new Piece.Slot(place(places.group(1))));
      from = places.end();
    }
    if (from == 0) {
      throw new IllegalArgumentException(
          "template: no place in double braces (expected: at least {{headline}})");
    }
    pieces.add(new Piece.Text(template.substring(from)));
    return new CommentTemplate(pieces);
  }

  private static Place place(String word) {
    return Arrays.stream(Place.values())
        .filter(place -> place.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "template: {{"
                        + word
                        + "}} (expected: one of "
                        + Arrays.stream(Place.values())
                            .map(Place::word)
                            .collect(Collectors.joining(", "))
                        + ")"));
  }

  private static CommentTemplate resource(String name) {
    String path = "/comment/" + name + ".md";
    try (InputStream in = CommentTemplate.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + ": not on the class path");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
