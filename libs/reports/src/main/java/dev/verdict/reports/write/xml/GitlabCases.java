package dev.verdict.reports.write.xml;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.model.ReportedArtifact;
import dev.verdict.reports.write.text.Cut;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Test cases as GitLab reads them. */
final class GitlabCases implements CaseDialect {
  /** Leaves room in the 30 MB for the cases themselves. */
  private static final int MOST_TEXT = 2_000_000;

  private static final int MOST_TEXT_OF_ONE = 32_000;
  private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "webp", "bmp");

  private final List<ReportedArtifact> pictures;
  private final Set<String> namesInSuite = new HashSet<>();
  private int textLeft = MOST_TEXT;

  GitlabCases(List<ReportedArtifact> artifacts) {
    pictures = artifacts.stream().filter(GitlabCases::isPicture).toList();
  }

  @Override
  public void startSuite() {
    namesInSuite.clear();
  }

  @Override
  public void write(TestView test, String className, XmlOut xml) throws IOException {
    xml.start("testcase")
        .attribute("classname", className)
        .attribute("name", unique(className, test.name()))
        .attribute("file", test.file())
        .seconds(test.seconds());
    switch (CaseOutcome.of(test)) {
      case SUCCESS -> xml.endInLine();
      case SKIPPED -> xml.start("skipped").text(CaseWords.message(test)).endInLine().end();
      case FAILURE -> problem(xml, "failure", test);
      case ERROR -> problem(xml, "error", test);
    }
  }

  private void problem(XmlOut xml, String element, TestView test) throws IOException {
    String text = Cut.middle(CaseWords.whole(test), MOST_TEXT_OF_ONE);
    if (text.length() > textLeft) {
      text = Cut.end(CaseWords.message(test), 120);
    }
    textLeft = Math.max(0, textLeft - text.length());
    xml.start(element).attribute("type", CaseWords.type(test)).text(text).endInLine();
    Optional<String> picture = picture(test);
    if (picture.isPresent()) {
      xml.start("system-out").text("[[ATTACHMENT|" + picture.get() + "]]").endInLine();
    }
    xml.end();
  }

  /** GitLab ignores the second case of the same class and name. */
  private String unique(String className, String name) {
    String candidate = name;
    for (int copy = 2; !namesInSuite.add(className + '\0' + candidate); copy++) {
      candidate = name + " (" + copy + ")";
    }
    return candidate;
  }

  /** A picture is this test's when its file is named after it; a wrong one would mislead. */
  private Optional<String> picture(TestView test) {
    String name = onlyLetters(test.name());
    return pictures.stream()
        .filter(picture -> test.taskId().equals(picture.taskId()))
        .filter(picture -> picture.attempt() == test.attempt())
        .map(ReportedArtifact::path)
        .filter(path -> !path.contains("]]") && name.length() > 2)
        .filter(path -> onlyLetters(path).contains(name))
        .findFirst();
  }

  private static String onlyLetters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
  }

  private static boolean isPicture(ReportedArtifact artifact) {
    String path = artifact.path().toLowerCase(Locale.ROOT);
    return PICTURES.contains(path.substring(path.lastIndexOf('.') + 1));
  }
}
