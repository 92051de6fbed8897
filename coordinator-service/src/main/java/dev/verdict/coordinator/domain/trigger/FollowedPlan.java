package dev.verdict.coordinator.domain.trigger;

import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.RunRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The run that stands for a run of a CI system. Its plan is empty, as that of any run whose tests
 * are known by its report only.
 *
 * @param request without tasks: there is one, and nobody of ours runs it
 * @param taskName of that one
 * @param timeoutSeconds until a run that nobody hears of any more is lost
 */
public record FollowedPlan(
    RunRequest request,
    String taskName,
    List<String> artifacts,
    List<String> reports,
    int timeoutSeconds) {
  /** Longer than the longest job of most CI systems. */
  private static final int USUAL_TIMEOUT = 6 * 3600;

  private static final int LONGEST_NAME = 200;

  public static FollowedPlan of(Trigger trigger, EventFacts event, EventFacts.CiRun run, UUID by) {
    TriggerSpec.Follow follow = trigger.spec().following();
    String workflow = event.text().isBlank() ? trigger.name() : event.text();
    String name = follow.name() == null ? workflow : follow.name();
    String at = event.repository().isEmpty() ? "" : ": " + event.repository();
    return new FollowedPlan(
        new RunRequest(
            cut(name + at + " #" + run.id()),
            follow.project() == null ? emptyIsNull(event.repository()) : follow.project(),
            null,
            new CiContext(
                event.provider(),
                emptyIsNull(event.repository()),
                run.id(),
                emptyIsNull(event.sha()),
                emptyIsNull(event.branch()),
                emptyIsNull(event.number()),
                event.url() == null ? null : event.url().toString()),
            emptyIsNull(event.sender()),
            null,
            null,
            List.of(),
            Map.of(
                "trigger", trigger.name(),
                "delivery", by.toString(),
                "event", event.kind().word(),
                "followed", "true")),
        cut(workflow),
        orEmpty(follow.artifacts()),
        orEmpty(follow.reports()),
        follow.timeout() == null ? USUAL_TIMEOUT : follow.timeout());
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }

  private static @Nullable String emptyIsNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
