package dev.verdict.ci.teamcity;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.RunState;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** TeamCity's words for how a build stands, and our tags that say how our run stands. */
final class TeamCityWords {
  private static final int LONGEST_NAME = 100;

  private TeamCityWords() {}

  static RunState read(JsonObject build) {
    if (JsonFields.object(build, "canceledInfo") != null) {
      return RunState.CANCELLED;
    }
    return switch (word(build)) {
      case "queued" -> RunState.QUEUED;
      case "running" -> RunState.RUNNING;
      case "SUCCESS" -> RunState.SUCCESS;
      case "FAILURE" -> timedOut(build) ? RunState.TIMEOUT : RunState.FAILURE;
      case "ERROR" -> RunState.ERROR;
      default -> RunState.UNKNOWN;
    };
  }

  /** The status once it is final: a build that runs is a success until something fails. */
  static String word(JsonObject build) {
    String state = JsonFields.text(build, "state", "");
    return state.equals("finished") ? JsonFields.text(build, "status", "") : state;
  }

  private static boolean timedOut(JsonObject build) {
    JsonObject problems = JsonFields.object(build, "problemOccurrences");
    return JsonFields.objects(problems == null ? null : problems.getValue("problemOccurrence"))
        .stream()
        .anyMatch(each -> "TC_EXECUTION_TIMEOUT".equals(JsonFields.text(each, "type")));
  }

  /** What all tags of a run begin with; a tag has no spaces. */
  static String tagStart(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_-]+", "-");
    return "verdict." + plain.substring(0, Math.min(plain.length(), LONGEST_NAME)) + ".";
  }

  static String tag(String name, RunState state) {
    return tagStart(name) + state.word().replace(' ', '-');
  }
}
