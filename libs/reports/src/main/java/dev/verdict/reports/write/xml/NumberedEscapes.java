package dev.verdict.reports.write.xml;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import org.codehaus.stax2.io.EscapingWriterFactory;
import org.jspecify.annotations.Nullable;

/**
 * Escapes characters by their numbers. The parser of a recent JDK, and so Jenkins, refuses a
 * document with more than 100,000 references by name, those to the less-than sign among them, as if
 * it were a bomb of entities; a large run full of generic types has more. Numbers have no such
 * limit.
 */
record NumberedEscapes(boolean inAttribute) implements EscapingWriterFactory {

  @Override
  public Writer createEscapingWriterFor(Writer out, String encoding) {
    return new Escaping(out, inAttribute);
  }

  @Override
  public Writer createEscapingWriterFor(OutputStream out, String encoding) {
    return new Escaping(new OutputStreamWriter(out, Charset.forName(encoding)), inAttribute);
  }

  private static final class Escaping extends FilterWriter {
    private final boolean inAttribute;

    Escaping(Writer out, boolean inAttribute) {
      super(out);
      this.inAttribute = inAttribute;
    }

    @Override
    public void write(int character) throws IOException {
      String reference = reference((char) character);
      if (reference == null) {
        out.write(character);
      } else {
        out.write(reference);
      }
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      int plain = offset;
      for (int at = offset; at < offset + length; at++) {
        String reference = reference(text[at]);
        if (reference != null) {
          out.write(text, plain, at - plain);
          out.write(reference);
          plain = at + 1;
        }
      }
      out.write(text, plain, offset + length - plain);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      write(text.substring(offset, offset + length).toCharArray(), 0, length);
    }

    private @Nullable String reference(char character) {
      return switch (character) {
        case '&' -> "&#38;";
        case '<' -> "&#60;";
        case '>' -> "&#62;";
        case '\r' -> "&#13;";
        case '"' -> inAttribute ? "&#34;" : null;
        // A parser makes a space of each of them where it stands in an attribute as it is.
        case '\n' -> inAttribute ? "&#10;" : null;
        case '\t' -> inAttribute ? "&#9;" : null;
        default -> null;
      };
    }
  }
}
