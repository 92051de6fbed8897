package dev.verdict.artifacts.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question to the inside of a JSON artifact, such as {@code metrics.throughput=1250.5} or {@code
 * cases.seconds>2}. Where the path meets a list, any of its items may answer.
 *
 * @param path names of fields; a number is a position in a list
 */
public record ContentQuery(List<String> path, Comparator comparator, String value) {
  public static final String EXPECTED =
      "a path, one of = != >= <= > <, and a value, as in metrics.throughput=1250.5";

  private static final Pattern TEXT =
      Pattern.compile("([^=<>!]{1,500})(!=|>=|<=|=|>|<)(.{0,500})", Pattern.DOTALL);
  private static final int DEEPEST = 50;

  /** How what is there is held against the value. */
  public enum Comparator {
    EQUAL("="),
    OTHER("!="),
    AT_LEAST(">="),
    AT_MOST("<="),
    MORE(">"),
    LESS("<");

    private final String sign;

    Comparator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    static Comparator of(String sign) {
      return Arrays.stream(values())
          .filter(each -> each.sign.equals(sign))
          .findFirst()
          .orElseThrow();
    }
  }

  public ContentQuery {
    path = List.copyOf(path);
  }

  public static Optional<ContentQuery> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    List<String> path = Arrays.asList(parts.group(1).strip().split("\\.", -1));
    boolean good = path.size() <= DEEPEST && path.stream().noneMatch(String::isBlank);
    return good
        ? Optional.of(new ContentQuery(path, Comparator.of(parts.group(2)), parts.group(3).strip()))
        : Optional.empty();
  }
}
