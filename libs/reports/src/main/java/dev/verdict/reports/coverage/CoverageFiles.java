package dev.verdict.reports.coverage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamException;

/** Reads Cobertura and JaCoCo XML, LCOV, and profiles of Go, told apart by how they begin. */
public final class CoverageFiles {
  private static final int BEGINNING = 4_096;

  private CoverageFiles() {}

  /**
   * Adds what one file says.
   *
   * @throws NoCoverage for a file that is no such thing, is cut off, or says nothing
   */
  public static void read(Path file, Coverage into) throws IOException {
    long before = into.known();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String begin = beginning(in);
      if (begin.startsWith("<")) {
        CoverageXml.read(in, into);
      } else if (begin.startsWith("mode:")) {
        CoverageText.readGo(in, into);
      } else if (begin.startsWith("TN:") || begin.startsWith("SF:")) {
        CoverageText.readLcov(in, into);
      } else {
        throw new NoCoverage(
            "not coverage (expected: Cobertura, JaCoCo, LCOV, or a profile of Go)");
      }
    } catch (NoCoverage e) {
      throw new NoCoverage(file + ": " + e.getMessage());
    } catch (XMLStreamException
        | NumberFormatException
        | java.nio.charset.MalformedInputException e) {
      throw new NoCoverage(file + ": broken: " + e.getMessage());
    }
    if (into.known() == 0 && before == 0) {
      throw new NoCoverage(file + ": no line in it (expected: lines that tests can cover)");
    }
  }

  /** What stands first, behind a mark of the byte order; the reader goes back. */
  private static String beginning(Reader in) throws IOException {
    in.mark(BEGINNING);
    if (in.read() != '\ufeff') {
      in.reset();
    }
    in.mark(BEGINNING);
    char[] first = new char[64];
    int read = Math.max(0, in.read(first));
    in.reset();
    return new String(first, 0, read).stripLeading();
  }
}
