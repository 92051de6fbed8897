package dev.verdict.runtime.pg;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * SQL statements from a file on the class path, each under a line {@code -- name: X}. SQL stands in
 * files so that it can be read, run and explained by itself.
 */
public final class Sql {
  private static final Pattern NAME = Pattern.compile("^-- name: (\\S+)\\s*$");

  private final String file;
  private final Map<String, String> statements;

  private Sql(String file, Map<String, String> statements) {
    this.file = file;
    this.statements = statements;
  }

  /**
   * Reads {@code resource} beside the jar of {@code owner}; the path is absolute within the class
   * path.
   */
  public static Sql of(Class<?> owner, String resource) {
    try (InputStream in = owner.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "SQL file: " + resource + " (expected: on the class path of " + owner + ")");
      }
      return parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("SQL file " + resource, e);
    }
  }

  static Sql parse(String file, String text) {
    Map<String, String> statements = new LinkedHashMap<>();
    String name = null;
    StringBuilder body = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      var match = NAME.matcher(line);
      if (match.matches()) {
        put(file, statements, name, body);
        name = match.group(1);
        body.setLength(0);
      } else if (!line.stripLeading().startsWith("--")) {
        body.append(line).append('\n');
      }
    }
    put(file, statements, name, body);
    return new Sql(file, statements);
  }

  private static void put(
      String file,
      Map<String, String> statements,
      @org.jspecify.annotations.Nullable String name,
      StringBuilder body) {
    String statement = body.toString().strip();
    if (name == null) {
      if (!statement.isEmpty()) {
        throw new IllegalArgumentException(file + ": text before the first '-- name: X'");
      }
    } else if (statements.put(name, statement) != null) {
      throw new IllegalArgumentException(file + ": two statements named " + name);
    }
  }

  /** The statement of that name; a name that is not there is a mistake in the program. */
  public String get(String name) {
    String statement = statements.get(name);
    if (statement == null) {
      throw new IllegalArgumentException(
          "SQL statement: "
              + name
              + " (expected in "
              + file
              + ": one of "
              + statements.keySet()
              + ")");
    }
    return statement;
  }
}
