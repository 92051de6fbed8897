package dev.verdict.reports.aggregate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A report file below the directory.
 *
 * @param name its path from there, with slashes
 * @param job which job left it, as its directory tells
 * @param saved whether it is JSON that Verdict wrote, else it is read as JUnit XML
 */
record FoundFile(Path path, String name, String job, boolean saved) {
  /** The same in every aggregation of the same tree, so that two can be compared. */
  UUID id() {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Those that must hold a test together: the files of a job, or all where each file is a job. */
  String group() {
    return ("/" + name).contains("/" + job + "/") ? job : "";
  }

  FoundFile of(String otherJob) {
    return new FoundFile(path, name, otherJob, saved);
  }
}
