package dev.verdict.reports.write.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;

/**
 * Indents for people, but writes each test in one line: such a file can be searched and compared.
 */
final class LineIndenter implements DefaultPrettyPrinter.Indenter {
  private static final int INSIDE_AN_ELEMENT = 3;
  private static final int END_OF_AN_ELEMENT = 2;

  static DefaultPrettyPrinter printer() {
    LineIndenter lines = new LineIndenter();
    return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
  }

  @Override
  public void writeIndentation(JsonGenerator json, int level) throws IOException {
    JsonStreamContext context = json.getOutputContext();
    boolean inside =
        level >= INSIDE_AN_ELEMENT || (level == END_OF_AN_ELEMENT && context.inObject());
    if (inside && "tests".equals(topField(context))) {
      json.writeRaw(' ');
    } else {
      json.writeRaw('\n');
      json.writeRaw("  ".repeat(level));
    }
  }

  @Override
  public boolean isInline() {
    return false;
  }

  private static String topField(JsonStreamContext context) {
    JsonStreamContext at = context;
    while (at.getParent() != null && !at.getParent().inRoot()) {
      at = at.getParent();
    }
    return at.getParent() == null || at.getCurrentName() == null ? "" : at.getCurrentName();
  }
}
