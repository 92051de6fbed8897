package dev.verdict.runtime.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads verdict.yaml into flat keys. Aliases are refused, and size and depth are bounded, so that
 * no file can cost more than it weighs.
 */
final class SettingsFile {
  private static final long MOST_BYTES = 1 << 20;
  private static final int DEEPEST = 20;

  /** Lists of more than plain values, each kept as JSON for whoever reads it. */
  private static final Set<String> STRUCTURED = Set.of("triggers", "subscriptions");

  private final String name;
  private final Map<String, RawSetting> found = new LinkedHashMap<>();

  private SettingsFile(String name) {
    this.name = name;
  }

  static Map<String, RawSetting> read(Path path) {
    try {
      long size = Files.size(path);
      if (size > MOST_BYTES) {
        throw wrong(path, size + " bytes", "at most " + MOST_BYTES + " bytes");
      }
      return parse(path, Files.readString(path));
    } catch (NoSuchFileException e) {
      throw wrong(path, "not there", "a file that exists");
    } catch (JsonProcessingException e) {
      throw wrong(path, whatAndWhere(e), "YAML");
    } catch (IOException e) {
      throw wrong(path, String.valueOf(e.getMessage()), "a readable file in UTF-8");
    }
  }

  private static Map<String, RawSetting> parse(Path path, String text) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit((int) MOST_BYTES);
    options.setMaxAliasesForCollections(0);
    YAMLFactory yaml =
        YAMLFactory.builder()
            .loaderOptions(options)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    Path fileName = path.getFileName();
    SettingsFile file = new SettingsFile(fileName == null ? path.toString() : fileName.toString());
    try (YAMLParser parser = yaml.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        file.readObject(parser, "");
      } else if (first != null && first != JsonToken.VALUE_NULL) {
        throw wrong(
            path, "a " + first.name().toLowerCase(java.util.Locale.ROOT), "keys with values");
      }
    }
    return file.found;
  }

  private void readObject(YAMLParser parser, String prefix) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = prefix + parser.currentName();
      JsonToken token = parser.nextToken();
      Origin origin = Origin.file(name, parser.currentTokenLocation().getLineNr());
      refuseAlias(parser, key, origin);
      if (parser.getParsingContext().getNestingDepth() > DEEPEST) {
        throw mistake(key, "nested deeper than " + DEEPEST, "keys with values", origin);
      }
      switch (token) {
        case START_OBJECT -> readObject(parser, key + ".");
        case START_ARRAY ->
            found.put(
                key,
                STRUCTURED.contains(key)
                    ? RawSetting.of(asJson(parser, key, origin), origin)
                    : readList(parser, key, origin));
        // "key:" with nothing behind it says nothing, so the default holds.
        case VALUE_NULL -> {}
        default -> {
          if (!parser.getText().isBlank()) {
            found.put(key, new RawSetting(parser.getText(), List.of(), origin));
          }
        }
      }
    }
  }

  private RawSetting readList(YAMLParser parser, String key, Origin origin) throws IOException {
    List<String> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      refuseAlias(parser, key, origin);
      if (!parser.currentToken().isScalarValue()) {
        throw mistake(key, "a list with nested values", "a list of plain values", origin);
      }
      items.add(parser.getText());
    }
    return new RawSetting(String.join(",", items), items, origin);
  }

  private static String asJson(YAMLParser parser, String key, Origin origin) throws IOException {
    StringWriter json = new StringWriter();
    try (JsonGenerator copy = new JsonFactory().createGenerator(json)) {
      int depth = 0;
      do {
        refuseAlias(parser, key, origin);
        JsonToken token = parser.currentToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > DEEPEST) {
          throw mistake(key, "nested deeper than " + DEEPEST, "keys with values", origin);
        }
        copy.copyCurrentEvent(parser);
      } while (depth > 0 && parser.nextToken() != null);
    }
    return json.toString();
  }

  private static void refuseAlias(YAMLParser parser, String key, Origin origin) throws IOException {
    if (parser.isCurrentAlias()) {
      throw mistake(key, "*" + parser.getText(), "a value, no alias", origin);
    }
  }

  private static String whatAndWhere(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String what = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    return at == null ? what : what + " at line " + at.getLineNr() + " column " + at.getColumnNr();
  }

  private static SettingsProblem mistake(String key, String value, String expected, Origin origin) {
    return new SettingsProblem(List.of(new SettingMistake(key, value, expected, origin)));
  }

  private static SettingsProblem wrong(Path path, String value, String expected) {
    return new SettingsProblem(List.of(new SettingMistake(path.toString(), value, expected, null)));
  }
}
