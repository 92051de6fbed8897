package dev.verdict.artifacts.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an artifact is for. */
public enum ArtifactType {
  LOG(Category.LOGS),
  REPORT(Category.REPORTS),
  RESULT(Category.REPORTS),
  METRICS(Category.METRICS),
  DATA(Category.DATA),
  IMAGE(Category.DATA),
  VIDEO(Category.DATA),
  ARCHIVE(Category.DATA);

  private final Category category;

  ArtifactType(Category category) {
    this.category = category;
  }

  public Category category() {
    return category;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ArtifactType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(ArtifactType::word).toList();
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
      case "text/plain" -> name.toLowerCase(Locale.ROOT).endsWith(".log") ? LOG : DATA;
      default -> DATA;
    };
  }
}
