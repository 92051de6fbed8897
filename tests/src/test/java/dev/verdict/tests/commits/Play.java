package dev.verdict.tests.commits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Json;
import dev.verdict.contract.api.Enrolled;
import dev.verdict.contract.api.Enrolment;
import dev.verdict.contract.api.Heartbeat;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.api.RunRequest;
import dev.verdict.contract.api.RunView;
import dev.verdict.contract.event.EventData;
import dev.verdict.tests.wholesystem.Ledger;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** One run with all its parts, from the enrolment of its workers to its last event. */
final class Play {
  private static final String PATH = "/api/v1/runs";

  private final PatientClient client;
  private final ScriptedWorkers workers;
  private final PublishedEvents events;
  private final Ledger ledger;
  private final String name;
  private final String request;
  private final UUID run;

  private Play(
      PatientClient client,
      ScriptedWorkers workers,
      PublishedEvents events,
      Ledger ledger,
      String name) {
    this.client = client;
    this.workers = workers;
    this.events = events;
    this.ledger = ledger;
    this.name = name;
    request =
        Json.text(
            new RunRequest(
                name,
                null,
                null,
                null,
                null,
                null,
                null,
                Stream.of(Part.values()).map(Part::request).toList(),
                null));
    enrol("steady", Part.values().length);
    enrol("restarted", 1);
    run = Json.read(client.create(PATH, request, name).body(), RunView.class).id();
  }

  /** Blocks until its last event was published. */
  static Play through(
      PatientClient client,
      ScriptedWorkers workers,
      PublishedEvents events,
      Ledger ledger,
      String name)
      throws InterruptedException, SQLException {
    Play play = new Play(client, workers, events, ledger, name);
    play.untilItsEnd();
    return play;
  }

  private void untilItsEnd() throws InterruptedException, SQLException {
    leaseRunsOut(started(Part.LEASE_RUNS_OUT));
    enrolAgainWhenItHolds(Part.LOSES_ITS_WORKER);
    client.delete("/api/v1/tasks/" + started(Part.IS_CANCELLED));
    events.await(run, EventData.RunFinished.class, finished -> true);
  }

  /** In place of waiting for it: whoever looks next finds that it is over. */
  private void leaseRunsOut(UUID task) throws SQLException {
    assertThat(
            ledger.rows(
                "update coordinator.tasks set lease_until = clock_timestamp() - interval '1 second'"
                    + " where id = ? and attempt = 1 and status = 'running' returning status",
                task))
        .containsExactly("running");
  }

  /** What a worker does that was killed and comes back: it has the name, and holds nothing. */
  private void enrolAgainWhenItHolds(Part part) throws InterruptedException {
    started(part);
    enrol("restarted", 1);
  }

  private UUID started(Part part) throws InterruptedException {
    UUID task =
        events
            .await(run, EventData.TaskQueued.class, queued -> queued.name().equals(part.word()))
            .taskId();
    events.await(run, EventData.TaskStarted.class, started -> started.taskId().equals(task));
    return task;
  }

  private void enrol(String worker, int slots) {
    Requirements offer = new Requirements(1, 1, 0, List.of(worker), Map.of());
    Enrolment enrolment = new Enrolment(worker, slots, offer, List.of("test"), "scripted");
    Enrolled enrolled = client.post("/api/v1/workers", enrolment, Enrolled.class);
    workers.join(enrolled);
    client.tell(
        "/api/v1/workers/" + enrolled.id() + "/heartbeat",
        new Heartbeat(List.of(), false),
        enrolled.token());
  }

  UUID run() {
    return run;
  }

  String name() {
    return name;
  }

  /** Sends the same request again, as a client that never heard an answer. */
  UUID submitAgain() {
    HttpResponse<String> again = client.create(PATH, request, name);
    assertThat(again.headers().firstValue("Idempotency-Replayed")).as(again.body()).isPresent();
    return Json.read(again.body(), RunView.class).id();
  }

  /** As they should be, one line each. */
  static List<String> expectedAttempts() {
    List<String> lines = new ArrayList<>();
    for (Part part : Part.values()) {
      for (int i = 0; i < part.attempts.size(); i++) {
        lines.add(part.word() + " " + (i + 1) + " " + part.attempts.get(i).word());
      }
    }
    return lines;
  }

  static List<String> expectedTests() {
    List<String> lines = new ArrayList<>();
    for (Part part : Part.values()) {
      part.tests.forEach((id, verdict) -> lines.add(part.word() + " " + id + " " + verdict.word()));
    }
    return lines;
  }
}
