package dev.verdict.reports.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.reports.Position;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegalCharactersTest {
  @ParameterizedTest
  @CsvSource({
    "a & b,a &amp; b",
    "&,&amp;",
    "&&lt;,&amp;&lt;",
    "&nbsp;,&amp;nbsp;",
    "&lt;&gt;&amp;&quot;&apos;,&lt;&gt;&amp;&quot;&apos;",
    "&#65;&#x41;,&#65;&#x41;",
    "&#27;,&#27;",
    "&#0;|&#x00;|&#xFFFE;|&#99999999;,\uFFFD|\uFFFD|\uFFFD|\uFFFD",
    "&#55357;&#56832;,\uD83D\uDE00",
    "&#xD83D;&#xDE00;&#56832;,\uD83D\uDE00\uFFFD",
    "&#55357;x,\uFFFDx",
    "&#;,&amp;#;",
    "&#x;,&amp;#x;",
    "&#12,&amp;#12",
    "<![CDATA[a & b]]>&,<![CDATA[a & b]]>&amp;",
    "<![CDATA[]]]&]]]]]>&,<![CDATA[]]]&]]]]]>&amp;",
    "<<![CDATA[&]]&,<<![CDATA[&]]&",
  })
  void escapesWhatBeginsNoReference(String written, String read) throws IOException {
    assertThat(all(written.getBytes(UTF_8))).isEqualTo(read);
  }

  @Test
  void ampersandsAreFoundAcrossTheEndOfABuffer() throws IOException {
    for (int before = 8_170; before < 8_200; before++) {
      String filler = "x".repeat(before);

      assertThat(all((filler + "&#55357;&#56832;&foo;").getBytes(UTF_8)))
          .isEqualTo(filler + "\uD83D\uDE00&amp;foo;");
    }
  }

  @Test
  void remembersTheFirstOfEachKind() throws IOException {
    LegalCharacters characters = open("ab\r\nc\u0007\u0001 & &\n".getBytes(UTF_8));
    characters.transferTo(new StringWriter());

    assertThat(characters.illegal().count()).isEqualTo(2);
    assertThat(characters.illegal().firstAt()).isEqualTo(new Position(2, 2));
    assertThat(characters.illegal()).hasToString("2 (the first: U+0007)");
    assertThat(characters.ampersands().count()).isEqualTo(2);
    assertThat(characters.ampersands().firstAt()).isEqualTo(new Position(2, 5));
    assertThat(characters.position()).isEqualTo(new Position(3, 1));
  }

  @Test
  void readsBytesThatDoNotFitAsWindows1252() throws IOException {
    byte[] bytes = {'a', '\n', 'b', (byte) 0xe9, (byte) 0x80, 'c', (byte) 0xc3};
    LegalCharacters characters = open(bytes);
    StringWriter read = new StringWriter();
    characters.transferTo(read);

    assertThat(read).hasToString("a\nbé€cÃ");
    assertThat(characters.misfits()).isEqualTo(3);
    assertThat(characters.firstMisfit()).isEqualTo(new Position(2, 2));
  }

  @Test
  void manyMisfitsComeThroughInWholeAndInPieces() throws IOException {
    byte[] bytes = "é".repeat(50_000).getBytes("ISO-8859-1");
    InputStream oneByOne =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1));
          }
        };

    assertThat(all(bytes)).isEqualTo("é".repeat(50_000));
    assertThat(all(oneByOne)).isEqualTo("é".repeat(50_000));
  }

  @Test
  void givesOutNoMoreThanIsAllowed() throws IOException {
    LegalCharacters characters = open("abcdef".getBytes(UTF_8));
    characters.allow(3);

    assertThat(characters.read(new char[10], 0, 10)).isEqualTo(3);
    assertThatThrownBy(characters::read).isInstanceOf(TooMuchAtOnce.class);
    characters.allow(1);
    assertThat(characters.read()).isEqualTo('d');
  }

  private static String all(byte[] bytes) throws IOException {
    return all(new ByteArrayInputStream(bytes));
  }

  private static String all(InputStream content) throws IOException {
    StringWriter all = new StringWriter();
    open(content).transferTo(all);
    return all.toString();
  }

  private static LegalCharacters open(byte[] bytes) throws IOException {
    return open(new ByteArrayInputStream(bytes));
  }

  private static LegalCharacters open(InputStream content) throws IOException {
    return ReportHead.peek(content).open(content);
  }
}
