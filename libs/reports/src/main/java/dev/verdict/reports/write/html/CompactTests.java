package dev.verdict.reports.write.html;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.write.highlights.TestPlace;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.VisibleText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * Tests as lines of fields between tabs: verdict, {@code k} for flaky, milliseconds, the time in
 * words, the number of the anchor, the place, the name. Compressed: a hundred thousand take about
 * two megabytes.
 */
final class CompactTests {
  private static final int MOST_COMPRESSED = 2_400_000;

  private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
  private final GZIPOutputStream lines;
  private int left;

  CompactTests() throws IOException {
    lines = new GZIPOutputStream(compressed, 1 << 13);
  }

  void add(TestView test, int anchor) throws IOException {
    if (compressed.size() > MOST_COMPRESSED) {
      left++;
      return;
    }
    double seconds = Double.isFinite(test.seconds()) ? Math.max(0, test.seconds()) : 0;
    String line =
        String.join(
            "\t",
            Marks.word(test.verdict()),
            test.flaky() ? "k" : "",
            Long.toString(Math.round(seconds * 1000)),
            Durations.words(seconds),
            anchor == 0 ? "" : Integer.toString(anchor),
            VisibleText.line(Cut.middle(TestPlace.of(test), 200)),
            VisibleText.line(Cut.middle(test.name(), 300)));
    lines.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** How many there was no room for. */
  int left() {
    return left;
  }

  String finish() throws IOException {
    lines.close();
    return Base64.getEncoder().encodeToString(compressed.toByteArray());
  }
}
