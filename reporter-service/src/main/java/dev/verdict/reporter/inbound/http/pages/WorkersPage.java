package dev.verdict.reporter.inbound.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.reporter.usecase.dashboard.Coordinator;
import dev.verdict.reporter.usecase.dashboard.Coordinator.Answer;
import dev.verdict.reports.write.text.Numbers;
import dev.verdict.reports.write.text.Sizes;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /workers}: who runs tasks, and what waits for them. */
final class WorkersPage {
  private static final int MOST_SLOTS = 32;
  private static final int MOST = 200;
  private static final int MOST_TASKS = 50;

  private final Coordinator coordinator;

  WorkersPage(Coordinator coordinator) {
    this.coordinator = coordinator;
  }

  Future<Page> page(Asked asked) {
    return parts(asked).map(parts -> Page.live("/workers", "Workers", "/workers/live", parts));
  }

  Future<List<Page.Part>> parts(Asked asked) {
    var active = ask(asked, "/api/v1/workers?limit=" + MOST + "&status=active");
    var draining = ask(asked, "/api/v1/workers?limit=" + MOST + "&status=draining");
    var lost = ask(asked, "/api/v1/workers?limit=20&status=lost");
    var waiting = ask(asked, "/api/v1/tasks?limit=" + MOST_TASKS + "&status=pending");
    return Future.all(active, draining, lost, waiting)
        .map(
            all ->
                List.of(
                    workers(
                        asked.at(Instant.now()),
                        List.of(active.result(), draining.result(), lost.result())),
                    queue(asked.at(Instant.now()), waiting.result())));
  }

  private Future<Answer> ask(Asked asked, String path) {
    return coordinator.ask(path, asked.credential(), asked.self());
  }

  private static Page.Part workers(Asked asked, List<Answer> answers) {
    Html html = new Html();
    html.raw("<h1 class=\"plain\">Workers</h1>");
    List<JsonNode> workers = new ArrayList<>();
    for (Answer answer : answers) {
      if (answer instanceof Answer.Told told) {
        told.body().path("items").forEach(workers::add);
      } else {
        SilentPart.write(html, answer);
        return new Page.Part("workers", html.toString());
      }
    }
    if (workers.isEmpty()) {
      html.raw(
          "<section class=\"note empty\"><h2>No worker</h2><p>Runs wait until one enrols. On a");
      html.raw(
          " machine that shall run tests, with a key that has the scope <code>enroll</code>:</p>");
      html.raw(
          "<pre tabindex=\"0\">verdict worker --worker.coordinator_url https://verdict.example.org"
              + " \\\n");
      html.raw("  --worker.enroll_key $KEY</pre></section>");
      return new Page.Part("workers", html.toString());
    }
    int slots = workers.stream().mapToInt(one -> one.path("slots").asInt()).sum();
    int busy = workers.stream().mapToInt(one -> one.path("busy").asInt()).sum();
    html.raw("<p class=\"lead\">").text(Numbers.of(workers.size(), "worker") + ", ");
    html.text(busy + " of " + Numbers.of(slots, "slot") + " busy").raw("</p>");
    workers.sort(Comparator.comparing(one -> one.path("name").asText()));
    html.raw("<ul class=\"machines\">");
    workers.forEach(worker -> worker(html, worker, asked.now()));
    html.raw("</ul>");
    if (workers.size() >= MOST) {
      html.raw("<p class=\"more\">There may be more: " + MOST + " of each kind are shown.</p>");
    }
    return new Page.Part("workers", html.toString());
  }

  private static void worker(Html html, JsonNode worker, Instant now) {
    String status = worker.path("status").asText();
    int slots = worker.path("slots").asInt();
    int busy = Math.min(slots, worker.path("busy").asInt());
    html.raw(
        "<li class=\"machine "
            + (status.equals("active") ? "up" : "down")
            + "\"><h2 class=\"name\">");
    html.text(worker.path("name").asText(), 60).raw("</h2>");
    if (!status.equals("active")) {
      html.raw("<span class=\"tag\">").text(status, 20).raw("</span>");
    }
    html.raw("<p class=\"slots\"><span aria-hidden=\"true\">");
    int shown = Math.min(slots, MOST_SLOTS);
    for (int slot = 0; slot < shown; slot++) {
      html.raw((long) slot * slots < (long) busy * shown ? "<i class=\"on\"></i>" : "<i></i>");
    }
    html.raw("</span> ").text(busy + " of " + slots + " busy").raw("</p><p class=\"place\">");
    html.text(has(worker.path("capabilities")), 200).raw("</p><p class=\"place\">Seen ");
    Times.ago(html, time(worker.path("last_seen")), now).raw("</p></li>");
  }

  private static String has(JsonNode capabilities) {
    List<String> words = new ArrayList<>();
    capabilities
        .properties()
        .forEach(
            one -> {
              JsonNode value = one.getValue();
              if (value.isValueNode() && !value.asText().isEmpty() && !value.asText().equals("0")) {
                String amount =
                    one.getKey().contains("memory")
                        ? Sizes.words(value.asLong())
                        : value.asText().replaceAll("\\.0$", "");
                words.add(one.getKey().replace('_', ' ') + " " + amount);
              } else if (value.isContainerNode() && !value.isEmpty()) {
                List<String> inner = new ArrayList<>();
                if (value.isArray()) {
                  value.forEach(each -> inner.add(each.asText()));
                } else {
                  value
                      .properties()
                      .forEach(each -> inner.add(each.getKey() + "=" + each.getValue().asText()));
                }
                words.add(String.join(", ", inner));
              }
            });
    return String.join(" · ", words);
  }

  private static Page.Part queue(Asked asked, Answer answer) {
    Html html = new Html();
    if (!(answer instanceof Answer.Told told)) {
      return new Page.Part("queue", "");
    }
    List<JsonNode> tasks = new ArrayList<>();
    told.body().path("items").forEach(tasks::add);
    html.raw(
        "<section aria-labelledby=\"h-queue\"><h2 id=\"h-queue\">Queue <span class=\"number\">");
    boolean more = told.body().hasNonNull("next");
    html.raw(more ? "more than " : "").number(tasks.size()).raw("</span></h2>");
    if (tasks.isEmpty()) {
      html.raw("<p class=\"lead\">Nothing waits.</p></section>");
      return new Page.Part("queue", html.toString());
    }
    Table.open(html, "Tasks that wait", List.of("Task", "Priority#", "Waits", "Why"));
    for (JsonNode task : tasks) {
      String address =
          "/runs/" + task.path("run_id").asText() + "/tasks/" + task.path("id").asText();
      html.raw("<tr><td class=\"grow\"><a class=\"name\"").attribute("href", address).raw(">");
      html.text(task.path("name").asText(), 120).raw("</a><span class=\"place\">");
      html.text(task.path("reason").asText(""), 160).raw("</span></td><td class=\"num\">");
      html.number(task.path("priority").asInt()).raw("</td><td>");
      Times.since(html, time(task.path("created_at")), asked.now()).raw("</td><td>");
      html.raw("<a").attribute("href", address + "#why").raw(">Why?<span class=\"unseen\"> ");
      html.text(task.path("name").asText(), 120).raw("</span></a></td></tr>");
    }
    Table.close(html);
    html.raw(
        more ? "<p class=\"more\">The newest " + tasks.size() + ".</p></section>" : "</section>");
    return new Page.Part("queue", html.toString());
  }

  static @Nullable Instant time(JsonNode text) {
    try {
      return text.isTextual() ? OffsetDateTime.parse(text.asText()).toInstant() : null;
    } catch (java.time.DateTimeException e) {
      return null;
    }
  }
}
