package dev.verdict.ci.teamcity;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.webhook.Links;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.ci.webhook.Retold;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What TeamCity must have sent: the end of each build that has ended, of a repository or of the
 * build configuration of that name.
 */
record TeamCityHistory(TeamCityApi api) implements DeliveryHistory {
  private static final int PAGE = 100;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssZ", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String BUILD =
      "build(id,number,state,status,branchName,buildTypeId,webUrl,startDate,finishDate,"
          + "canceledInfo(timestamp),buildType(name,projectName),"
          + "revisions(revision(version,vcsBranchName,vcs-root-instance(name))))";

  @Override
  public Future<Page> sent(Question question, String page) {
    int start = page.isEmpty() ? 0 : Integer.parseInt(page);
    String locator =
        "defaultFilter:false,state:finished,finishDate:(date:%s,condition:after),count:%d,start:%d"
            .formatted(TIME.format(question.since()), PAGE, start);
    return api.http()
        .send(
            ApiRequest.at(Operation.LIST_DELIVERIES, HttpMethod.GET, "/builds")
                .query("locator", locator)
                .query("fields", BUILD))
        .map(answer -> read(answer, question.repository(), start));
  }

  private static Page read(ApiAnswer answer, String of, int start) {
    Object value = answer.object().getValue("build");
    if (value != null && !(value instanceof JsonArray)) {
      throw answer.unreadable("no list of builds");
    }
    List<JsonObject> builds = JsonFields.objects(value);
    List<Sent> sent = new ArrayList<>();
    for (JsonObject build : builds) {
      Instant ended = Payload.of(build).time("finishDate");
      if (ended != null && isOf(build, of)) {
        String event =
            JsonFields.object(build, "canceledInfo") == null
                ? "BUILD_FINISHED"
                : "BUILD_INTERRUPTED";
        String id = "build/" + JsonFields.text(build, "id", "") + "/" + ended;
        sent.add(Retold.whole(id, ended, JsonObject.of("eventType", event, "payload", build)));
      }
    }
    return new Page(sent, builds.size() < PAGE ? null : Integer.toString(start + PAGE));
  }

  /** A build can have several repositories, as one with the settings of the project. */
  private static boolean isOf(JsonObject build, String name) {
    JsonObject revisions = JsonFields.object(build, "revisions");
    return name.equals(JsonFields.text(build, "buildTypeId"))
        || JsonFields.objects(revisions == null ? null : revisions.getValue("revision")).stream()
            .map(each -> JsonFields.object(each, "vcs-root-instance"))
            .map(root -> JsonFields.text(root, "name", "").replaceFirst("#.*", ""))
            .flatMap(address -> Links.repository(address).stream())
            .anyMatch(name::equalsIgnoreCase);
  }

  @Override
  public Future<Request> request(Sent sent) {
    return Future.succeededFuture(Retold.json(sent, Map.of()));
  }
}
