package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.domain.TestTask;
import dev.verdict.reporter.domain.comparison.Comparison;
import dev.verdict.reporter.usecase.dashboard.BadTest;
import dev.verdict.reporter.usecase.dashboard.Dashboard;
import dev.verdict.reporter.usecase.dashboard.Dashboard.FileFilter;
import dev.verdict.reporter.usecase.dashboard.ListedFile;
import dev.verdict.reporter.usecase.dashboard.ListedTest;
import dev.verdict.reporter.usecase.dashboard.Progress;
import dev.verdict.reporter.usecase.dashboard.Stint;
import dev.verdict.reports.model.Findings;
import dev.verdict.runtime.http.Fail;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code /runs/{id}}: what became of a run, the new and broken first; or how far it is. */
final class RunPage {
  private static final int MOST_BAD = 500;
  private static final int MOST_FLAKY = 30;
  static final int MOST_TASKS = 300;
  private static final int MOST_STINTS = 1_500;
  private static final int MOST_FILES = 15;

  private final Dashboard dashboard;
  private final Comparisons comparisons;
  private final FoundOfRun found;

  RunPage(Dashboard dashboard, PageOperations.Meaning meaning) {
    this.dashboard = dashboard;
    this.found = new FoundOfRun(meaning.gate(), meaning.sightings());
    this.comparisons = new Comparisons(meaning.comparison());
  }

  /** All that is known of it. */
  record Known(
      PastRun run,
      Progress progress,
      List<TestTask> tasks,
      List<Stint> stints,
      List<BadTest> bad,
      List<ListedTest> flaky,
      List<ListedFile> files,
      Optional<Comparison> comparison,
      Findings findings,
      Instant now) {

    Known with(Optional<Comparison> compared, Findings made) {
      return new Known(run, progress, tasks, stints, bad, flaky, files, compared, made, now);
    }
  }

  Future<Page> page(Asked asked) {
    UUID id = asked.id("id", "run");
    return known(id, asked.now())
        .map(known -> Page.live("/", title(known.run()), Address.run(id) + "/live", parts(known)));
  }

  Future<List<Page.Part>> parts(UUID id) {
    return known(id, Instant.now()).map(RunPage::parts);
  }

  static String title(PastRun run) {
    return Signs.title(run.verdict(), run.status()) + ": " + RunRow.name(run);
  }

  private Future<Known> known(UUID id, Instant now) {
    var run = dashboard.run(id);
    var progress = dashboard.progress(List.of(id));
    var tasks = dashboard.tasks(id, MOST_TASKS + 1);
    var stints = dashboard.stints(id, null, MOST_STINTS + 1);
    var bad = dashboard.badTests(id, MOST_BAD + 1);
    var flaky = dashboard.flakyTests(id, MOST_FLAKY + 1);
    var files = dashboard.files(new FileFilter(id, null, null), null, MOST_FILES + 1);
    return Future.all(List.of(run, progress, tasks, stints, bad, flaky, files))
        .map(
            all ->
                new Known(
                    run.result().orElseThrow(() -> Fail.notFound("run", id)),
                    progress.result().getOrDefault(id, Progress.NONE),
                    tasks.result(),
                    stints.result(),
                    bad.result(),
                    flaky.result(),
                    files.result(),
                    Optional.empty(),
                    Findings.NONE,
                    now))
        .compose(
            known -> {
              var compared = comparisons.of(known.run());
              var made = found.of(known.run());
              return Future.all(compared, made)
                  .map(both -> known.with(compared.result(), made.result()));
            });
  }

  private static List<Page.Part> parts(Known known) {
    PastRun run = known.run();
    boolean over = run.verdict() != null;
    Html gate = new Html();
    GatePart.write(gate, known.findings().gate());
    SincePart.write(gate, known.findings().firstSeen());
    Html doing = new Html();
    if (!over) {
      DoingPart.write(doing, known);
    }
    Html bad = new Html();
    new BadPart(bad, run, known.comparison()).write(known.bad(), MOST_BAD);
    FlakyPart.write(bad, known.flaky(), MOST_FLAKY);
    known.comparison().ifPresent(comparison -> ComparedPart.write(bad, comparison));
    Html timeline = new Html();
    Timeline.write(timeline, known.stints(), MOST_STINTS, known.now());
    Html tasks = new Html();
    TasksPart.write(tasks, run, known.tasks(), MOST_TASKS, known.now());
    Html files = new Html();
    FilesPart.ofRun(files, run, known.files(), MOST_FILES);
    return List.of(
        new Page.Part(
            "head", RunHead.write(new Html(), run, known.progress(), known.now()).toString()),
        new Page.Part("gate", gate.toString()),
        new Page.Part("doing", doing.toString()),
        new Page.Part("bad", bad.toString()),
        new Page.Part("timeline", timeline.toString()),
        new Page.Part("tasks", tasks.toString()),
        new Page.Part("files", files.toString()));
  }

  static Map<String, String> reports(UUID run) {
    String report = "/api/v1/runs/" + run + "/report?format=";
    return Map.of(
        "HTML",
        report + "html",
        "JSON",
        report + "json",
        "Markdown",
        report + "md",
        "JUnit XML",
        report + "xml");
  }
}
