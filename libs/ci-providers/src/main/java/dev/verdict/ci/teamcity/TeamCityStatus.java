package dev.verdict.ci.teamcity;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRunStatus;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a build tells of itself. */
final class TeamCityStatus {
  static final String FIELDS =
      "id,state,status,branchName,webUrl,startDate,finishDate,canceledInfo(timestamp),"
          + "revisions(revision(version,vcs-root-instance(name))),"
          + "problemOccurrences(problemOccurrence(type))";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssZ", Locale.ROOT);
  private static final Pattern PULL_REQUEST =
      Pattern.compile("(?:refs/)?(?:pull|pull-requests|merge-requests)/(\\d+)(?:/\\w+)?");

  private TeamCityStatus() {}

  static TestRunStatus of(String id, JsonObject build, Optional<String> repository) {
    RunState state = TeamCityWords.read(build);
    String branch = JsonFields.text(build, "branchName", "");
    Matcher request = PULL_REQUEST.matcher(branch);
    boolean named = !branch.isEmpty() && !branch.equals("<default>") && !request.matches();
    return new TestRunStatus(
        id,
        state,
        TeamCityWords.word(build),
        JsonFields.url(build, "webUrl"),
        commit(build, repository),
        named ? branch : null,
        request.matches() ? request.group(1) : null,
        instant(build, "startDate"),
        state.isFinal() ? instant(build, "finishDate") : null);
  }

  /** Of several repositories in a build ours, else the first. */
  private static @Nullable String commit(JsonObject build, Optional<String> repository) {
    JsonObject revisions = JsonFields.object(build, "revisions");
    String first = null;
    for (JsonObject each :
        JsonFields.objects(revisions == null ? null : revisions.getValue("revision"))) {
      String root = JsonFields.text(JsonFields.object(each, "vcs-root-instance"), "name", "");
      if (repository.isPresent() && root.contains(repository.get())) {
        return JsonFields.text(each, "version");
      }
      first = first == null ? JsonFields.text(each, "version") : first;
    }
    return first;
  }

  static @Nullable Instant instant(JsonObject object, String name) {
    String text = JsonFields.text(object, name);
    try {
      return text == null ? null : OffsetDateTime.parse(text, TIME).toInstant();
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }
}
