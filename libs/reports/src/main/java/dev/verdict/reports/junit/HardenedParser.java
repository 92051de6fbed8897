package dev.verdict.reports.junit;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.Reader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLResolver;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/** Makes Woodstox parsers that fetch nothing, expand nothing, and hold little. */
public final class HardenedParser {
  /** Nothing asks it; if something ever did, it must fail instead of reaching out. */
  private static final XMLResolver REFUSE =
      (publicId, systemId, base, namespace) -> {
        throw new XMLStreamException("external entity refused: " + systemId);
      };

  private HardenedParser() {}

  /**
   * A parser of its own factory each time: a factory keeps the names that its parsers met, and
   * files of strangers shall not meet in it.
   */
  public static XMLStreamReader2 over(Reader characters) throws XMLStreamException {
    WstxInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // No entity has a declaration that is read, so that a reference to one is an error at once.
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    // A prefix that nobody declared is common and harmless; we read local names only.
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.RESOLVER, REFUSE);
    factory.setProperty(WstxInputProperties.P_DTD_RESOLVER, REFUSE);
    factory.setProperty(WstxInputProperties.P_ENTITY_RESOLVER, REFUSE);
    factory.setProperty(WstxInputProperties.P_MAX_ENTITY_COUNT, 1L);
    factory.setProperty(WstxInputProperties.P_MAX_ENTITY_DEPTH, 1);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, Limits.DEPTH);
    factory.setProperty(
        WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, Limits.ATTRIBUTES_OF_AN_ELEMENT);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, Limits.ATTRIBUTE);
    factory.setProperty(WstxInputProperties.P_MAX_CHARACTERS, Limits.FILE);
    // Many tools write "&#27;" for the colours of a terminal.
    factory.setProperty(WstxInputProperties.P_ALLOW_XML11_ESCAPED_CHARS_IN_XML10, true);
    return (XMLStreamReader2) factory.createXMLStreamReader(characters);
  }
}
