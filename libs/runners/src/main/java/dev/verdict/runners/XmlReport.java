package dev.verdict.runners;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a JUnit XML report test by test. It appears under its name when it is whole, so that
 * nobody reads half of one.
 */
public final class XmlReport implements AutoCloseable {
  private final Path file;
  private final Path part;
  private final OutputStream stream;
  private final XMLStreamWriter xml;

  private XmlReport(Path file, Path part, OutputStream stream, XMLStreamWriter xml) {
    this.file = file;
    this.part = part;
    this.stream = stream;
    this.xml = xml;
  }

  public static XmlReport write(Path file, String suite) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    OutputStream stream = Files.newOutputStream(part);
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(stream, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", clean(suite));
      return new XmlReport(file, part, stream, xml);
    } catch (XMLStreamException failed) {
      stream.close();
      throw new IOException(failed);
    }
  }

  public void passed(String className, String name, double seconds) throws IOException {
    try {
      start(className, name, seconds);
      xml.writeEndElement();
    } catch (XMLStreamException failed) {
      throw new IOException(failed);
    }
  }

  /**
   * @param kind {@code failure}, {@code error} or {@code skipped}
   */
  public void bad(
      String className, String name, double seconds, String kind, String message, String text)
      throws IOException {
    try {
      start(className, name, seconds);
      xml.writeStartElement(kind);
      xml.writeAttribute("message", clean(message));
      xml.writeCharacters(clean(text));
      xml.writeEndElement();
      xml.writeEndElement();
    } catch (XMLStreamException failed) {
      throw new IOException(failed);
    }
  }

  private void start(String className, String name, double seconds) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", clean(className));
    xml.writeAttribute("name", clean(name));
    xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", seconds));
  }

  /** XML has no way to write most control characters and broken surrogates. */
  private static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(point -> isXml(point) ? point : '?').forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isXml(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }

  @Override
  public void close() throws IOException {
    try (stream) {
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException failed) {
      throw new IOException(failed);
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
