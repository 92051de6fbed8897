package dev.verdict.reports.write;

import dev.verdict.reports.model.RunReport;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a run in one format. Has no state: one writer serves all threads. */
public interface ReportWriter {
  /** The name by which users ask for it. */
  String format();

  /** The name of the file for a run. */
  String fileName(String runId);

  String mediaType();

  /**
   * Writes all of it and flushes, but does not close. May block on the source of the tests: never
   * on an event loop.
   */
  void write(RunReport report, OutputStream out) throws IOException;
}
