package dev.verdict.reports.write.xml;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.codehaus.stax2.XMLOutputFactory2;
import org.jspecify.annotations.Nullable;

/** An indented XML document in which every text is legal. */
final class XmlOut {
  private static final WstxOutputFactory FACTORY = factory();

  private final XMLStreamWriter xml;
  private int depth;

  XmlOut(OutputStream out) throws IOException {
    try {
      xml = FACTORY.createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static WstxOutputFactory factory() {
    WstxOutputFactory factory = new WstxOutputFactory();
    factory.setProperty(XMLOutputFactory2.P_TEXT_ESCAPER, new NumberedEscapes(false));
    factory.setProperty(XMLOutputFactory2.P_ATTR_VALUE_ESCAPER, new NumberedEscapes(true));
    return factory;
  }

  XmlOut start(String element) throws IOException {
    return step(
        () -> {
          indent();
          xml.writeStartElement(element);
          depth++;
        });
  }

  /** Left out where there is no value. */
  XmlOut attribute(String name, @Nullable String value) throws IOException {
    return value == null ? this : step(() -> xml.writeAttribute(name, XmlText.of(value)));
  }

  XmlOut attribute(String name, int value) throws IOException {
    return attribute(name, Integer.toString(value));
  }

  /** Seconds with three places, never with an exponent. */
  XmlOut seconds(double seconds) throws IOException {
    double finite = Double.isFinite(seconds) ? Math.max(0, seconds) : 0;
    return attribute("time", BigDecimal.valueOf(Math.round(finite * 1000), 3).toPlainString());
  }

  XmlOut text(String text) throws IOException {
    return step(() -> xml.writeCharacters(XmlText.of(text)));
  }

  /** Ends an element that holds elements. */
  XmlOut end() throws IOException {
    depth--;
    return step(
        () -> {
          indent();
          xml.writeEndElement();
        });
  }

  /** Ends an element that holds text or nothing. */
  XmlOut endInLine() throws IOException {
    depth--;
    return step(xml::writeEndElement);
  }

  void finish() throws IOException {
    step(
        () -> {
          xml.writeCharacters("\n");
          xml.writeEndDocument();
          xml.flush();
        });
  }

  private void indent() throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  private XmlOut step(Step step) throws IOException {
    try {
      step.run();
      return this;
    } catch (XMLStreamException e) {
      throw new IOException("cannot write XML: " + e.getMessage(), e);
    }
  }

  private interface Step {
    void run() throws XMLStreamException;
  }
}
