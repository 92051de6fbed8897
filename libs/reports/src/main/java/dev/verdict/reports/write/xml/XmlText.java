package dev.verdict.reports.write.xml;

import dev.verdict.reports.write.text.VisibleText;

/** Text that XML 1.0 can hold. */
final class XmlText {
  private XmlText() {}

  /** Without colours; what XML forbids becomes the replacement character. */
  static String of(String text) {
    String plain = VisibleText.withoutTerminalSequences(text);
    StringBuilder legal = null;
    for (int at = 0; at < plain.length(); ) {
      int character = plain.codePointAt(at);
      int width = Character.charCount(character);
      if (!isLegal(character)) {
        legal = legal == null ? new StringBuilder(plain) : legal;
        legal.setCharAt(at, '\ufffd'); // None of the forbidden takes two places.
      }
      at += width;
    }
    return legal == null ? plain : legal.toString();
  }

  private static boolean isLegal(int character) {
    return character >= 0x20
        ? (character <= 0xd7ff || character >= 0xe000) && character != 0xfffe && character != 0xffff
        : character == '\t' || character == '\n' || character == '\r';
  }
}
