package dev.verdict.artifacts.domain;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an artifact is for: one of ours, or any word of the sender's, such as {@code
 * performance_report}.
 */
public record ArtifactType(String word) {
  // Before the types, whose making asks for it.
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

  public static final ArtifactType LOG = new ArtifactType("log");
  public static final ArtifactType REPORT = new ArtifactType("report");
  public static final ArtifactType RESULT = new ArtifactType("result");
  public static final ArtifactType METRICS = new ArtifactType("metrics");
  public static final ArtifactType DATA = new ArtifactType("data");
  public static final ArtifactType IMAGE = new ArtifactType("image");
  public static final ArtifactType VIDEO = new ArtifactType("video");
  public static final ArtifactType ARCHIVE = new ArtifactType("archive");

  public static final String EXPECTED =
      "log, report, result, metrics, data, image, video, archive, or a word of your own: 1 to 64"
          + " lower-case letters, digits, '_' and '-', a letter first";

  /** By the last part of the word, as in {@code performance_report}. */
  private static final Map<String, Category> CATEGORIES =
      Map.of(
          "log", Category.LOGS,
          "logs", Category.LOGS,
          "report", Category.REPORTS,
          "reports", Category.REPORTS,
          "result", Category.REPORTS,
          "results", Category.REPORTS,
          "metrics", Category.METRICS,
          "metric", Category.METRICS,
          "benchmark", Category.METRICS);

  public ArtifactType {
    if (!WORD.matcher(word).matches()) {
      throw new IllegalArgumentException("type: '" + word + "' (expected: " + EXPECTED + ")");
    }
  }

  /** The shelf that it stands on when nobody said otherwise. */
  public Category category() {
    int last = Math.max(word.lastIndexOf('_'), word.lastIndexOf('-'));
    return CATEGORIES.getOrDefault(word.substring(last + 1), Category.DATA);
  }

  public static Optional<ArtifactType> of(String word) {
    return WORD.matcher(word).matches() ? Optional.of(new ArtifactType(word)) : Optional.empty();
  }

  /** What a file is for of which only the name is known. */
  public static ArtifactType ofName(String name) {
    String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
    return switch (end) {
      case "log" -> LOG;
      case "html", "htm", "pdf" -> REPORT;
      case "png", "jpg", "jpeg", "gif", "svg", "webp" -> IMAGE;
      case "mp4", "webm", "mov" -> VIDEO;
      case "zip", "gz", "tgz", "tar", "zst", "7z" -> ARCHIVE;
      default -> DATA;
    };
  }

  /** What bytes are for when nobody said so. */
  public static ArtifactType ofContent(String contentType, String name) {
    if (contentType.startsWith("image/")) {
      return IMAGE;
    }
    if (contentType.startsWith("video/")) {
      return VIDEO;
    }
    return switch (contentType) {
      case "application/zip", "application/gzip", "application/x-tar", "application/zstd" ->
          ARCHIVE;
      case "text/html", "application/pdf" -> REPORT;
      case "text/plain" -> name.toLowerCase(java.util.Locale.ROOT).endsWith(".log") ? LOG : DATA;
      default -> DATA;
    };
  }
}
