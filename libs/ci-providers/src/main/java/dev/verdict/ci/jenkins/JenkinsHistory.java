package dev.verdict.ci.jenkins;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.webhook.Retold;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.Operation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What Jenkins must have sent: the end of each build of a job that has ended; of a job with
 * branches, of each of them. Jenkins has no list of builds by their time, so these are the latest.
 */
record JenkinsHistory(JenkinsApi api) implements DeliveryHistory {
  private static final String BUILD =
      "[number,url,result,building,timestamp,duration,"
          + "actions[parameters[name,value],lastBuiltRevision[SHA1,branch[name]],remoteUrls]]";
  private static final String JOB = "name,displayName,url,builds";
  private static final String TREE = JOB + BUILD + "{0,100},jobs[" + JOB + BUILD + "{0,30}]{0,300}";

  /** The job of the settings, else the one that was named. */
  @Override
  public Future<Page> sent(Question question, String page) {
    String job = api.job().orElse(question.repository());
    return api.read(Operation.LIST_DELIVERIES, JenkinsBuild.job(job), TREE)
        .map(answer -> new Page(ended(answer.object(), question.since()), null));
  }

  private List<Sent> ended(JsonObject job, Instant since) {
    List<Sent> sent = new ArrayList<>();
    addOf(job, since, sent);
    JsonFields.objects(job.getValue("jobs")).forEach(each -> addOf(each, since, sent));
    return sent;
  }

  private void addOf(JsonObject job, Instant since, List<Sent> sent) {
    for (JsonObject build : JsonFields.objects(job.getValue("builds"))) {
      Long begun = JsonFields.number(build, "timestamp");
      Long took = JsonFields.number(build, "duration");
      String result = JsonFields.text(build, "result");
      if (begun != null && took != null && took > 0 && result != null && isOver(build)) {
        Instant ended = Instant.ofEpochMilli(begun + took);
        if (!ended.isBefore(since)) {
          String id = "build/" + JsonFields.text(build, "url", "") + "/" + ended;
          sent.add(Retold.whole(id, ended, body(job, build)));
        }
      }
    }
  }

  private static boolean isOver(JsonObject build) {
    return !Boolean.TRUE.equals(build.getValue("building"));
  }

  private JsonObject body(JsonObject job, JsonObject build) {
    JsonObject told =
        new JsonObject()
            .put("full_url", build.getValue("url"))
            .put("number", build.getValue("number"))
            .put("url", below(build))
            .put("phase", "FINALIZED")
            .put("status", build.getValue("result"))
            .put("timestamp", build.getValue("timestamp"))
            .put("duration", build.getValue("duration"))
            .put("parameters", parameters(build));
    JsonObject scm = scm(build);
    if (!scm.isEmpty()) {
      told.put("scm", scm);
    }
    return JsonObject.of(
        "name",
        job.getValue("name"),
        "display_name",
        JsonFields.text(job, "displayName", JsonFields.text(job, "name", "build")),
        "url",
        below(job),
        "build",
        told);
  }

  /** As Jenkins tells it: below its root. */
  private static String below(JsonObject of) {
    return JsonFields.text(of, "url", "").replaceFirst("^https?://[^/]+/(?:.*?/)??(?=job/)", "");
  }

  /** Of several checkouts (libraries are some) that of our repository, else the first. */
  private JsonObject scm(JsonObject build) {
    JsonObject first = new JsonObject();
    for (JsonObject action : JsonFields.objects(build.getValue("actions"))) {
      JsonObject revision = JsonFields.object(action, "lastBuiltRevision");
      if (revision != null && action.getValue("remoteUrls") instanceof JsonArray urls) {
        JsonObject scm =
            new JsonObject()
                .put("url", urls.isEmpty() ? null : String.valueOf(urls.getValue(0)))
                .put("commit", JsonFields.text(revision, "SHA1"))
                .put("branch", branch(revision));
        if (api.repository().filter(urls.encode()::contains).isPresent()) {
          return scm;
        }
        first = first.isEmpty() ? scm : first;
      }
    }
    return first;
  }

  private static String branch(JsonObject revision) {
    return JsonFields.objects(revision.getValue("branch")).stream()
        .findFirst()
        .map(each -> JsonFields.text(each, "name", ""))
        .orElse("");
  }

  private static JsonObject parameters(JsonObject build) {
    JsonObject parameters = new JsonObject();
    for (JsonObject action : JsonFields.objects(build.getValue("actions"))) {
      for (JsonObject each : JsonFields.objects(action.getValue("parameters"))) {
        parameters.put(JsonFields.text(each, "name", ""), JsonFields.text(each, "value"));
      }
    }
    return parameters;
  }

  @Override
  public Future<Request> request(Sent sent) {
    return Future.succeededFuture(Retold.json(sent, Map.of()));
  }
}
