package dev.verdict.reports;

import java.io.InputStream;
import java.util.function.Consumer;

/** Reads report files of one format. It keeps no state: one may serve many threads. */
public interface ReportReader {
  ReportFormat format();

  /**
   * Reads a file and hands on each case as soon as it is read.
   *
   * <p>Whatever the content, nothing is thrown: what was read before a fault is kept, and the fault
   * is a problem. Only what {@code cases} throws comes out. The stream is not closed.
   *
   * @param file the name to use in problems
   */
  ReadResult read(InputStream content, String file, Consumer<ReportedCase> cases);
}
