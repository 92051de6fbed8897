package dev.verdict.reports.coverage;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Coverage that is told line by line. */
final class CoverageText {
  /** {@code shop/basket.go:12.30,14.2 3 1}: where, how many statements, how often. */
  private static final Pattern GO =
      Pattern.compile("(.+):(\\d+\\.\\d+,\\d+\\.\\d+) (\\d{1,9}) (\\d{1,18})");

  private CoverageText() {}

  static void readLcov(BufferedReader in, Coverage into) throws IOException {
    String file = null;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("SF:")) {
        file = line.substring(3).strip();
      } else if (line.startsWith("DA:")) {
        lcovLine(file, line.substring(3).split(",", -1), into);
      } else if (line.strip().equals("end_of_record")) {
        file = null;
      }
    }
    if (file != null) {
      throw new NoCoverage("it ends within " + file + " (expected: end_of_record)");
    }
  }

  private static void lcovLine(@Nullable String file, String[] parts, Coverage into) {
    if (file == null || parts.length < 2) {
      throw new NoCoverage("DA outside of a file, or without a count");
    }
    into.line(file, Integer.parseInt(parts[0].strip()), Double.parseDouble(parts[1].strip()) > 0);
  }

  static void readGo(BufferedReader in, Coverage into) throws IOException {
    in.readLine();
    int number = 1;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("mode:")) {
        continue;
      }
      Matcher block = GO.matcher(line.strip());
      if (!block.matches()) {
        throw new NoCoverage("line " + number + " (expected: file:12.30,14.2 statements times)");
      }
      into.block(
          block.group(1),
          block.group(2),
          Integer.parseInt(block.group(3)),
          Long.parseLong(block.group(4)) > 0);
    }
  }
}
