package dev.verdict.reports.junit;

import dev.verdict.contract.Verdict;
import dev.verdict.reports.Position;
import dev.verdict.reports.ReportedCase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code testsuites} or {@code testsuite}, while it is read. */
final class OpenSuite {
  private final String name;
  private final List<String> path;
  private final @Nullable String file;
  private final Position position;
  private final DeclaredCounts declared;
  private final FoundCounts found = new FoundCounts();
  private final Outcomes outcomes = new Outcomes();

  private OpenSuite(
      String name,
      List<String> path,
      @Nullable String file,
      Position position,
      DeclaredCounts declared) {
    this.name = name;
    this.path = path;
    this.file = file;
    this.position = position;
    this.declared = declared;
  }

  /** The root {@code testsuites} names the run and not a suite, so it is not in the path. */
  static OpenSuite of(
      String element,
      Attributes attributes,
      DeclaredCounts declared,
      @Nullable OpenSuite parent,
      Position position) {
    String name = attributes.text("name");
    List<String> path = new ArrayList<>(parent == null ? List.of() : parent.path);
    if (name != null && !element.equals("testsuites")) {
      path.add(name);
    }
    String file = attributes.text("file", "filepath");
    String inherited = file != null || parent == null ? file : parent.file;
    return new OpenSuite(
        name == null ? "" : name, List.copyOf(path), inherited, position, declared);
  }

  List<String> path() {
    return path;
  }

  @Nullable String file() {
    return file;
  }

  Position position() {
    return position;
  }

  DeclaredCounts declared() {
    return declared;
  }

  FoundCounts found() {
    return found;
  }

  Outcomes outcomes() {
    return outcomes;
  }

  /** For messages. */
  String title() {
    return name.isEmpty() ? "suite without a name" : "suite '" + name + "'";
  }

  /** What went wrong in the suite itself, in the shape of a case, so that it is seen and counts. */
  ReportedCase ownFailure(Verdict verdict) {
    return new ReportedCase(
        path,
        null,
        name.isEmpty() ? "(suite without a name)" : name,
        file,
        null,
        verdict,
        0,
        outcomes.message(),
        outcomes.type(),
        outcomes.detail(),
        outcomes.reruns(),
        null,
        null,
        true,
        position);
  }
}
