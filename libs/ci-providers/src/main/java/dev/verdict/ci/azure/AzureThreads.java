package dev.verdict.ci.azure;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.comments.CommentBox;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.Encoding;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The threads of a pull request: a comment of ours is the first and only one of its thread. */
record AzureThreads(AzureApi api, String repository, String request) implements CommentBox {
  static final int LONGEST = 140_000;
  private static final String THREADS = "/git/repositories/{}/pullRequests/{}/threads";
  private static final String COMMENT = THREADS + "/{}/comments/{}";
  private static final int TEXT = 1;

  /** One that is open could keep the request from being completed. */
  private static final int CLOSED = 4;

  @Override
  public Future<List<Kept>> list() {
    return api.http()
        .send(api.get(Operation.ADD_PR_COMMENT, THREADS, repository, request))
        .map(
            answer -> {
              List<Kept> kept = new ArrayList<>();
              for (JsonObject thread : JsonFields.objects(answer.object().getValue("value"))) {
                if (!Boolean.TRUE.equals(thread.getValue("isDeleted"))) {
                  first(thread).ifPresent(kept::add);
                }
              }
              return kept;
            });
  }

  private Optional<Kept> first(JsonObject thread) {
    return JsonFields.objects(thread.getValue("comments")).stream()
        .findFirst()
        .filter(each -> !Boolean.TRUE.equals(each.getValue("isDeleted")))
        .filter(each -> !"system".equals(each.getValue("commentType")))
        .map(
            each -> {
              String id = JsonFields.text(thread, "id", "0");
              return new Kept(
                  id + "/" + JsonFields.text(each, "id", "1"),
                  thread.getLong("id", 0L),
                  JsonFields.text(each, "content", ""),
                  page(id));
            });
  }

  @Override
  public Future<PostedComment> create(String body) {
    JsonObject comment =
        new JsonObject().put("parentCommentId", 0).put("content", body).put("commentType", TEXT);
    return api.http()
        .send(
            api.post(Operation.ADD_PR_COMMENT, THREADS, repository, request)
                .json(
                    new JsonObject().put("comments", JsonArray.of(comment)).put("status", CLOSED)))
        .map(ApiAnswer::object)
        .map(
            thread ->
                first(thread)
                    .map(kept -> new PostedComment(kept.handle(), kept.url(), true))
                    .orElseGet(() -> new PostedComment(handle(thread), null, true)));
  }

  private static String handle(JsonObject thread) {
    return JsonFields.text(thread, "id", "0") + "/1";
  }

  @Override
  public Future<PostedComment> update(Kept comment, String body) {
    String[] ids = comment.handle().split("/", 2);
    return api.http()
        .send(
            api.patch(Operation.ADD_PR_COMMENT, COMMENT, repository, request, ids[0], ids[1])
                .json(JsonObject.of("content", body))
                .safeToRepeat())
        .map(ApiAnswer::object)
        .map(done -> new PostedComment(comment.handle(), comment.url(), false));
  }

  @Override
  public Future<Void> delete(Kept comment) {
    String[] ids = comment.handle().split("/", 2);
    return api.http()
        .send(
            api.call(
                    Operation.ADD_PR_COMMENT,
                    HttpMethod.DELETE,
                    COMMENT,
                    repository,
                    request,
                    ids[0],
                    ids[1])
                .accepting(404))
        .mapEmpty();
  }

  private URI page(String thread) {
    String path =
        "/_git/"
            + Encoding.segment(repository)
            + "/pullrequest/"
            + Encoding.segment(request)
            + "?discussionId="
            + thread;
    return api.page(path);
  }
}
