package dev.verdict.reports.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verdict.reports.Problem;
import dev.verdict.reports.ProblemCode;
import dev.verdict.reports.ReadResult;
import dev.verdict.reports.ReportedCase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Everything that came out of reading one file. */
record ReadBack(ReadResult result, List<ReportedCase> cases) {
  static ReadBack of(InputStream content) {
    List<ReportedCase> cases = new ArrayList<>();
    ReadResult result = new JUnitReader().read(content, "report.xml", cases::add);
    return new ReadBack(result, cases);
  }

  static ReadBack of(byte[] content) {
    return of(new ByteArrayInputStream(content));
  }

  static ReadBack of(String content) {
    return of(content.getBytes(UTF_8));
  }

  static ReadBack ofResource(String name) {
    return of(bytes(name));
  }

  static byte[] bytes(String name) {
    try (InputStream content = ReadBack.class.getResourceAsStream("/junit/" + name)) {
      if (content == null) {
        throw new IllegalArgumentException("resource: " + name + " (expected: one that exists)");
      }
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ReportedCase named(String name) {
    return cases.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  List<ProblemCode> codes() {
    return result.problems().stream().map(Problem::code).toList();
  }
}
