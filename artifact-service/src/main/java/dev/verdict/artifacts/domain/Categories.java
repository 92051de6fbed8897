package dev.verdict.artifacts.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The categories that there are, and which files go where by their path.
 *
 * @param known in the order of the settings
 * @param rules the first that fits counts
 */
public record Categories(List<Category> known, List<Rule> rules) {
  public static final List<String> USUAL_WORDS = List.of("reports", "logs", "data", "metrics");
  public static final Categories USUAL = parse(USUAL_WORDS).orElseThrow();
  public static final String EXPECTED =
      "words of lower-case letters, digits, '_' and '-', each once, with patterns of paths behind"
          + " '=' where files go there by their path, as in screenshots=*.png|shots/*";

  /** Files whose path, or whose name, is like this. */
  public record Rule(Pattern path, Category category) {}

  public Categories {
    known = List.copyOf(known);
    rules = List.copyOf(rules);
  }

  /** Empty if a text says no category, or none at all. */
  public static Optional<Categories> parse(List<String> texts) {
    List<Category> known = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    for (String text : texts) {
      int sign = text.indexOf('=');
      String word = (sign < 0 ? text : text.substring(0, sign)).strip();
      Category category = Category.of(word).orElse(null);
      if (category == null || known.contains(category)) {
        return Optional.empty();
      }
      known.add(category);
      String patterns = sign < 0 ? "" : text.substring(sign + 1);
      for (String pattern : patterns.split("\\|", -1)) {
        if (!pattern.isBlank()) {
          rules.add(new Rule(pattern(pattern.strip()), category));
        }
      }
    }
    return known.isEmpty() ? Optional.empty() : Optional.of(new Categories(known, rules));
  }

  /** A star stands for any characters, a question mark for one. */
  private static Pattern pattern(String glob) {
    String expression =
        glob.codePoints()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /** What the sender said; else by the path; else as its type has it, if there is such a one. */
  public Category of(@Nullable Category said, ArtifactType type, String path) {
    if (said != null) {
      return said;
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    return rules.stream()
        .filter(rule -> rule.path().matcher(path).matches() || rule.path().matcher(name).matches())
        .map(Rule::category)
        .findFirst()
        .orElseGet(() -> usual(type));
  }

  private Category usual(ArtifactType type) {
    return known.contains(type.category())
        ? type.category()
        : known.contains(Category.DATA) ? Category.DATA : known.getFirst();
  }

  /** One of those that there are. */
  public Optional<Category> named(String word) {
    return known.stream().filter(category -> category.word().equals(word)).findFirst();
  }

  public String words() {
    return known.stream().map(Category::word).collect(Collectors.joining(", "));
  }
}
