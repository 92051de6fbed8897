package dev.verdict.reports.write;

import dev.verdict.reports.model.RunReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a writer writes, in memory. */
public final class Written {
  private Written() {}

  public static byte[] bytes(String format, RunReport report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Formats.one(format).write(report, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static String text(String format, RunReport report) {
    return new String(bytes(format, report), StandardCharsets.UTF_8);
  }
}
