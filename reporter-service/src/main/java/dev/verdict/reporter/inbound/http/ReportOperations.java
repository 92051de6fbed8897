package dev.verdict.reporter.inbound.http;

import dev.verdict.reporter.usecase.AnswerReport;
import dev.verdict.reporter.usecase.AnswerReport.Answer;
import dev.verdict.reporter.usecase.AnswerReport.Wish;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.Formats;
import dev.verdict.reports.write.ReportWriter;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import dev.verdict.runtime.http.WrittenBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.UUID;

/** {@code /api/v1/runs/{id}/report}. */
public final class ReportOperations {
  private static final int LONGEST_WAIT = 30;

  /** Of the scripts that this lets in, the page itself names the one that may run, by its hash. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Vertx vertx;
  private final AnswerReport answerReport;
  private final PublicOrigin origin;

  public ReportOperations(Vertx vertx, AnswerReport answerReport, PublicOrigin origin) {
    this.vertx = vertx;
    this.answerReport = answerReport;
    this.origin = origin;
  }

  public void addTo(Operations operations) {
    operations.handle("getReport", Scope.READ, this::report);
  }

  private Future<Reply> report(Call call) {
    ReportWriter writer = Formats.one(call.query("format").orElse("json"));
    Wish wish =
        new Wish(
            call.id("id", "run"),
            call.flag("partial", false),
            call.query("sequence").map(Long::parseLong).orElse(0L),
            Duration.ofSeconds(call.number("wait", LONGEST_WAIT)),
            origin.of(call.context().request()),
            Duration.ofSeconds(call.number("wait_for_links", 0)));
    return answerReport.answer(wish).map(answer -> reply(wish, answer, writer));
  }

  private Reply reply(Wish wish, Answer answer, ReportWriter writer) {
    return switch (answer) {
      case Answer.Ready ready -> written(wish.run(), ready.report(), writer);
      case Answer.Unknown unknown -> throw Fail.notFound("run", wish.run());
      case Answer.NotFinal open ->
          throw Fail.conflict(
              "run: "
                  + open.status()
                  + " (expected: a run that has ended, or partial=true for what there is)");
      case Answer.Behind behind ->
          throw Fail.unavailable(
              "report: not everything of the run has arrived here yet (expected: soon)",
              Duration.ofSeconds(2));
    };
  }

  private Reply written(UUID run, RunReport report, ReportWriter writer) {
    return Reply.stream(
            200, writer.mediaType(), new WrittenBody(vertx, out -> writer.write(report, out)))
        .header(
            "Content-Disposition", "inline; filename=\"" + writer.fileName(run.toString()) + "\"")
        .header("Content-Security-Policy", POLICY);
  }
}
