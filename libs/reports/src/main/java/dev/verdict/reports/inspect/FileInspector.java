package dev.verdict.reports.inspect;

import dev.verdict.reports.Position;
import dev.verdict.reports.Problem;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.ReadResult;
import dev.verdict.reports.ReportReaders;
import dev.verdict.reports.Totals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Reads one file and its digest in one pass. */
final class FileInspector {
  private FileInspector() {}

  static InspectedFile inspect(Path path, Consumer<InspectedTest> tests) {
    String file = path.toString();
    if (!Files.isRegularFile(path)) {
      String found = Files.exists(path) ? "not a file" : "does not exist";
      return unreadable(file, found + " (expected: a report file)");
    }
    MessageDigest sha256 = sha256();
    try (InputStream content = new DigestInputStream(Files.newInputStream(path), sha256)) {
      ReadResult result =
          ReportReaders.read(content, file, found -> tests.accept(InspectedTest.of(file, found)));
      // A reader stops at a fault; the digest is of all.
      content.transferTo(OutputStream.nullOutputStream());
      return new InspectedFile(
          file,
          HexFormat.of().formatHex(sha256.digest()),
          result.complete(),
          result.trusted(),
          result.totals(),
          result.problems());
    } catch (IOException e) {
      return unreadable(file, "cannot be read: " + e.getMessage());
    }
  }

  private static InspectedFile unreadable(String file, String message) {
    Problem problem = Problem.error(ProblemCode.UNREADABLE, file, message, Position.WHOLE_FILE);
    return new InspectedFile(file, null, false, false, Totals.NONE, List.of(problem));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
