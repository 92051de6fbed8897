package dev.verdict.reports.junit;

import dev.verdict.reports.Position;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.ProblemLog;
import dev.verdict.reports.ReadResult;
import dev.verdict.reports.ReportFormat;
import dev.verdict.reports.ReportReader;
import dev.verdict.reports.ReportedCase;
import dev.verdict.reports.Totals;
import dev.verdict.reports.text.LegalCharacters;
import dev.verdict.reports.text.ReplacedCharacters;
import dev.verdict.reports.text.ReportHead;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads JUnit XML of any tool as a stream.
 *
 * <p>Nothing is fetched and no entity is expanded; memory does not grow with the file. Faults that
 * cannot change a verdict (encoding, control characters, odd numbers) are warnings; with any other,
 * the file is not trusted.
 */
public final class JUnitReader implements ReportReader {
  private static final Position START = new Position(1, 1);

  @Override
  public ReportFormat format() {
    return ReportFormat.JUNIT_XML;
  }

  @Override
  public ReadResult read(InputStream content, String file, Consumer<ReportedCase> cases) {
    ProblemLog log = new ProblemLog(file);
    LegalCharacters characters;
    try {
      InputStream buffered =
          content.markSupported() ? content : new BufferedInputStream(content, ReportHead.SIZE);
      ReportHead head = ReportHead.peek(buffered);
      if (isOtherFormat(ReportFormat.of(head), log)) {
        return new ReadResult(Totals.NONE, log.problems(), false);
      }
      characters = head.open(buffered);
      noteHead(head, log);
    } catch (IOException e) {
      log.error(ProblemCode.UNREADABLE, "reading failed: " + e.getMessage(), Position.WHOLE_FILE);
      return new ReadResult(Totals.NONE, log.problems(), false);
    }
    return read(characters, log, cases);
  }

  private static ReadResult read(
      LegalCharacters characters, ProblemLog log, Consumer<ReportedCase> cases) {
    JUnitDocument document = new JUnitDocument(new XmlStream(characters), log, cases);
    boolean complete = false;
    try {
      document.read();
      complete = true;
    } catch (BrokenXml e) {
      String where = e.code() == ProblemCode.WRONG_FORMAT ? "" : "; " + document.whereItStopped();
      log.error(e.code(), e.getMessage() + where, e.position());
    }
    noteCharacters(characters, log);
    if (complete && document.totals().tests() == 0) {
      log.warning(
          ProblemCode.EMPTY_REPORT, "tests: 0 (expected: at least one)", Position.WHOLE_FILE);
    }
    return new ReadResult(document.totals(), log.problems(), complete);
  }

  static String notJUnit(String found) {
    return "format: " + found + " (expected: " + ReportFormat.JUNIT_XML.label() + ")";
  }

  /** An unknown XML is left to the parser, which knows the place of what is wrong. */
  private static boolean isOtherFormat(ReportFormat format, ProblemLog log) {
    switch (format) {
      case JUNIT_XML, OTHER_XML -> {
        return false;
      }
      case EMPTY ->
          log.error(ProblemCode.EMPTY_FILE, notJUnit(format.label()), Position.WHOLE_FILE);
      default -> log.error(ProblemCode.WRONG_FORMAT, notJUnit(format.label()), START);
    }
    return true;
  }

  private static void noteHead(ReportHead head, ProblemLog log) {
    if (head.contradiction() != null) {
      log.warning(ProblemCode.ENCODING, "declared encoding: " + head.contradiction(), START);
    }
    if (!head.strayLeadingSpace().isEmpty()) {
      log.warning(
          ProblemCode.LEADING_SPACE, "white space before <?xml …?> (expected: none)", START);
    }
  }

  private static void noteCharacters(LegalCharacters characters, ProblemLog log) {
    if (characters.misfits() > 0) {
      log.warning(
          ProblemCode.ENCODING,
          "bytes that are not in the encoding: " + characters.misfits() + " (read as windows-1252)",
          characters.firstMisfit());
    }
    ReplacedCharacters illegal = characters.illegal();
    if (illegal.count() > 0) {
      log.warning(
          ProblemCode.ILLEGAL_CHARACTER,
          "forbidden characters: " + illegal + " (read as U+FFFD)",
          illegal.firstAt());
    }
    ReplacedCharacters ampersands = characters.ampersands();
    if (ampersands.count() > 0) {
      log.warning(
          ProblemCode.BARE_AMPERSAND,
          "ampersands that are not escaped: " + ampersands.count() + " (read as text)",
          ampersands.firstAt());
    }
  }
}
