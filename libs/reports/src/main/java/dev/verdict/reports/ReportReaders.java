package dev.verdict.reports;

import dev.verdict.reports.junit.JUnitReader;
import dev.verdict.reports.text.ReportHead;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/** The door for whoever has a file and does not know its format. */
public final class ReportReaders {
  private static final ReportReader JUNIT = new JUnitReader();

  /** A new format is one more line here. */
  private static final List<ReportReader> READERS = List.of(JUNIT);

  private ReportReaders() {}

  /** Like {@link ReportReader#read}, with the reader that fits the first bytes. */
  public static ReadResult read(InputStream content, String file, Consumer<ReportedCase> cases) {
    BufferedInputStream buffered = new BufferedInputStream(content, ReportHead.SIZE);
    return readerFor(buffered).read(buffered, file, cases);
  }

  private static ReportReader readerFor(BufferedInputStream content) {
    try {
      ReportFormat format = ReportFormat.of(ReportHead.peek(content));
      return READERS.stream().filter(reader -> reader.format() == format).findFirst().orElse(JUNIT);
    } catch (IOException e) {
      // Whoever reads next meets the same fault, and reports it with the name of the file.
      return JUNIT;
    }
  }
}
