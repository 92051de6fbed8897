package dev.verdict.coordinator;

import dev.verdict.coordinator.domain.subscription.SigningSecret;
import dev.verdict.coordinator.domain.subscription.Terms;
import dev.verdict.coordinator.usecase.BadField;
import dev.verdict.coordinator.usecase.subscription.CheckTerms;
import dev.verdict.coordinator.usecase.subscription.Subscriptions;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.settings.SettingsReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The section {@code subscriptions:} of verdict.yaml: a name, and below it its terms. */
final class DeclaredSubscriptions {
  private static final String SECTION = "subscriptions";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final String HEADER = "headers.";
  private static final Set<String> FIELDS =
      Set.of("url", "types", "project", "branch", "filter", "owner", "description", "secrets");

  private final SettingsReader reader;
  private final CheckTerms check;

  DeclaredSubscriptions(SettingsReader reader, CheckTerms check) {
    this.reader = reader;
    this.check = check;
  }

  List<Subscriptions.Declared> read() {
    Map<String, Map<String, String>> byName = new TreeMap<>();
    reader
        .below(SECTION)
        .forEach(
            (key, value) -> {
              int dot = key.indexOf('.');
              if (dot < 0) {
                mistake(key, value, "a name with its settings below it");
              } else {
                byName
                    .computeIfAbsent(key.substring(0, dot), none -> new HashMap<>())
                    .put(key.substring(dot + 1), value);
              }
            });
    List<Subscriptions.Declared> declared = new ArrayList<>();
    byName.forEach(
        (name, fields) -> {
          Subscriptions.Declared one = one(name, fields);
          if (one != null) {
            declared.add(one);
          }
        });
    return declared;
  }

  private Subscriptions.@Nullable Declared one(String name, Map<String, String> fields) {
    Map<String, String> headers = new HashMap<>();
    boolean readable = NAME.matcher(name).matches();
    if (!readable) {
      mistake(name, name, "a name of letters, digits, - and _");
    }
    for (String field : fields.keySet()) {
      String key = name + "." + field;
      if (field.startsWith(HEADER)) {
        // Read again as a secret: what is in a header is nobody's business.
        headers.put(
            field.substring(HEADER.length()),
            reader.secret(SECTION + "." + key).optional().map(Secret::reveal).orElse(""));
      } else if (!FIELDS.contains(field)) {
        mistake(
            key,
            fields.get(field),
            "one of " + String.join(", ", FIELDS.stream().sorted().toList()) + ", headers");
        readable = false;
      }
    }
    List<SigningSecret> secrets = secrets(name);
    Terms terms = terms(name, fields, headers);
    return readable && !secrets.isEmpty() && terms != null
        ? new Subscriptions.Declared(terms, secrets)
        : null;
  }

  private @Nullable Terms terms(
      String name, Map<String, String> fields, Map<String, String> headers) {
    if (!fields.containsKey("url") || !fields.containsKey("owner")) {
      String missing = fields.containsKey("url") ? "owner" : "url";
      mistake(name + "." + missing, null, "it to be there");
      return null;
    }
    String types = fields.getOrDefault("types", "dev.cdevents.testsuiterun.finished.*");
    try {
      return check.check(
          new Terms(
              name,
              fields.getOrDefault("url", ""),
              Arrays.stream(types.split(",")).map(String::strip).toList(),
              fields.get("project"),
              fields.get("branch"),
              fields.get("filter"),
              fields.getOrDefault("owner", ""),
              fields.get("description"),
              headers));
    } catch (BadField bad) {
      mistake(name + "." + bad.field(), String.valueOf(bad.value()), bad.expected());
      return null;
    }
  }

  private List<SigningSecret> secrets(String name) {
    List<SigningSecret> secrets = new ArrayList<>();
    String key = name + ".secrets";
    for (Secret secret : reader.secrets(SECTION + "." + key)) {
      try {
        secrets.add(SigningSecret.of(secret.reveal()));
      } catch (IllegalArgumentException e) {
        mistake(key, Secret.SHOWN_AS, String.valueOf(e.getMessage()));
        return List.of();
      }
    }
    if (secrets.isEmpty() || secrets.size() > 2) {
      mistake(key, secrets.size() + " of them", "one, or two while they are changed");
      return List.of();
    }
    return secrets;
  }

  private void mistake(String key, @Nullable String value, String expected) {
    reader.mistake(SECTION + "." + key, value, expected);
  }
}
