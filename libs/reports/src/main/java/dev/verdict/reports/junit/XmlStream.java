package dev.verdict.reports.junit;

import com.ctc.wstx.exc.WstxEOFException;
import com.ctc.wstx.exc.WstxLazyException;
import dev.verdict.reports.Position;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.text.BoundedText;
import dev.verdict.reports.text.LegalCharacters;
import dev.verdict.reports.text.TooMuchAtOnce;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/** The events of an XML file, with every way to fail turned into {@link BrokenXml}. */
final class XmlStream {
  private final LegalCharacters characters;
  private final Position start;
  private final Set<String> names = new HashSet<>();
  private @Nullable XMLStreamReader2 parser;

  XmlStream(LegalCharacters characters) {
    this.characters = characters;
    this.start = characters.position();
  }

  /** The next event, as one of {@link javax.xml.stream.XMLStreamConstants}. */
  int next() throws BrokenXml {
    characters.allow(Limits.AT_ONCE);
    try {
      XMLStreamReader2 current = parser;
      if (current == null) {
        parser = HardenedParser.over(characters);
        return parser.getEventType();
      }
      return current.next();
    } catch (XMLStreamException | RuntimeException e) {
      throw broken(e);
    }
  }

  /** The local name in lower case: no dialect tells names apart by case. */
  String name() throws BrokenXml {
    return simplified(parser().getLocalName());
  }

  Attributes attributes() throws BrokenXml {
    Attributes attributes = new Attributes();
    try {
      XMLStreamReader2 current = parser();
      for (int i = 0; i < current.getAttributeCount(); i++) {
        attributes.put(
            simplified(current.getAttributeLocalName(i)), legal(current.getAttributeValue(i)));
      }
    } catch (RuntimeException e) {
      throw broken(e);
    }
    return attributes;
  }

  /**
   * Takes the text of the current event; a long text comes in several events.
   *
   * @param target null to drop it. It is fetched all the same: the parser would otherwise pass over
   *     all of it at once, which is more than it may take at once.
   */
  void text(@Nullable BoundedText target) throws BrokenXml {
    try {
      XMLStreamReader2 current = parser();
      char[] text = current.getTextCharacters();
      int offset = current.getTextStart();
      int length = current.getTextLength();
      if (target != null) {
        // The array is the parser's own: what has to change, changes in a copy.
        char[] legal = legal(text, offset, length);
        target.append(legal, legal == text ? offset : 0, length);
      }
    } catch (RuntimeException e) {
      throw broken(e);
    }
  }

  /** The text of the current comment; only the beginning of a long one. */
  String comment() throws BrokenXml {
    BoundedText comment = new BoundedText(Limits.MESSAGE, 0);
    text(comment);
    return comment.toString();
  }

  /** Where the current event begins. */
  Position position() {
    return parser == null ? start : position(parser.getLocation());
  }

  private XMLStreamReader2 parser() {
    if (parser == null) {
      throw new IllegalStateException("no event yet (expected: next() before)");
    }
    return parser;
  }

  private String simplified(String qualified) throws BrokenXml {
    String name = qualified.substring(qualified.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    if (names.add(name) && names.size() > Limits.NAMES) {
      String message = "names of elements: more than " + Limits.NAMES + " (expected: a report)";
      throw new BrokenXml(ProblemCode.TOO_LARGE, message, position());
    }
    return name;
  }

  private String legal(String text) {
    char[] all = text.toCharArray();
    char[] legal = legal(all, 0, all.length);
    return legal == all ? text : new String(legal);
  }

  /** The same array, or a copy without the characters that came as {@code &#27;} and the like. */
  private char[] legal(char[] text, int offset, int length) {
    char[] copy = text;
    for (int i = 0; i < length; i++) {
      char c = text[offset + i];
      if (LegalCharacters.isIllegal(c)) {
        copy = copy == text ? Arrays.copyOfRange(text, offset, offset + length) : copy;
        copy[i] = LegalCharacters.REPLACEMENT;
        characters.illegal().add(c, position());
      }
    }
    return copy;
  }

  private BrokenXml broken(Exception e) {
    Throwable cause = e instanceof WstxLazyException && e.getCause() != null ? e.getCause() : e;
    if (cause instanceof XMLStreamException xml) {
      Position at = xml.getLocation() == null ? here() : position(xml.getLocation());
      return broken(xml, at);
    }
    String message = "the parser gave up: " + cause;
    return new BrokenXml(ProblemCode.NOT_WELL_FORMED, message, here());
  }

  private BrokenXml broken(XMLStreamException e, Position at) {
    Throwable cause = e.getCause() == null ? e.getNestedException() : e.getCause();
    String message = firstLine(e.getMessage());
    if (cause instanceof TooMuchAtOnce) {
      String limit = "one tag, comment or name: over " + Limits.AT_ONCE + " characters";
      return new BrokenXml(ProblemCode.TOO_LARGE, limit + " (expected: a report)", position());
    }
    if (cause instanceof java.io.IOException io) {
      return new BrokenXml(ProblemCode.UNREADABLE, "reading failed: " + io.getMessage(), here());
    }
    if (e instanceof WstxEOFException) {
      return new BrokenXml(ProblemCode.CUT, message, here());
    }
    boolean limit = message.toLowerCase(Locale.ROOT).contains("limit (");
    return new BrokenXml(limit ? ProblemCode.TOO_LARGE : ProblemCode.NOT_WELL_FORMED, message, at);
  }

  private Position here() {
    return characters.position();
  }

  private Position position(Location location) {
    int line = location.getLineNumber();
    int column = location.getColumnNumber();
    // The parser has not seen what was skipped before it began.
    return new Position(line + start.line() - 1, line == 1 ? column + start.column() - 1 : column);
  }

  private static String firstLine(@Nullable String message) {
    if (message == null) {
      return "not XML";
    }
    int end = message.indexOf('\n');
    return BoundedText.cut(end < 0 ? message : message.substring(0, end), 300);
  }
}
