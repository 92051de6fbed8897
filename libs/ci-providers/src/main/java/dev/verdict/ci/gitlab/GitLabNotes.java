package dev.verdict.ci.gitlab;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.comments.CommentBox;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.http.ApiAnswer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The notes of a merge request.
 *
 * @param iid the number that people know
 */
record GitLabNotes(GitLabApi api, String iid) implements CommentBox {
  static final int LONGEST = 900_000;

  /** GitLab takes 5,000 notes. */
  private static final int MOST_PAGES = 60;

  private static final String NOTES = "/merge_requests/{}/notes";
  private static final String NOTE = NOTES + "/{}";

  @Override
  public Future<List<Kept>> list() {
    return pages("1", new ArrayList<>(), 1);
  }

  private Future<List<Kept>> pages(String page, List<Kept> kept, int count) {
    return api.http()
        .send(
            api.get(Operation.ADD_PR_COMMENT, NOTES, iid)
                .query("sort", "asc")
                .query("order_by", "created_at")
                .query("per_page", GitLabApi.PAGE)
                .query("page", page))
        .compose(
            answer -> {
              for (JsonObject note : JsonFields.objects(answer.array())) {
                if (!Boolean.TRUE.equals(note.getValue("system"))) {
                  kept.add(kept(note));
                }
              }
              String next = answer.header("X-Next-Page");
              return next == null || next.isBlank() || count == MOST_PAGES
                  ? Future.succeededFuture(kept)
                  : pages(next, kept, count + 1);
            });
  }

  private Kept kept(JsonObject note) {
    long id = note.getLong("id", 0L);
    return new Kept(Long.toString(id), id, note.getString("body", ""), url(id));
  }

  @Override
  public Future<PostedComment> create(String body) {
    return api.http()
        .send(
            api.post(Operation.ADD_PR_COMMENT, NOTES, iid)
                .json(JsonObject.of("body", withoutCommands(body))))
        .map(answer -> posted(answer, true));
  }

  @Override
  public Future<PostedComment> update(Kept note, String body) {
    return api.http()
        .send(
            api.put(Operation.ADD_PR_COMMENT, NOTE, iid, note.handle())
                .json(JsonObject.of("body", withoutCommands(body))))
        .map(answer -> posted(answer, false));
  }

  @Override
  public Future<Void> delete(Kept note) {
    return api.http()
        .send(
            api.call(Operation.ADD_PR_COMMENT, HttpMethod.DELETE, NOTE, iid, note.handle())
                .accepting(404))
        .mapEmpty();
  }

  /** GitLab obeys lines that begin with a slash; in a block of code it does not. */
  static String withoutCommands(String body) {
    StringBuilder safe = new StringBuilder(body.length());
    boolean code = false;
    for (String line : body.split("\n", -1)) {
      code ^= line.stripLeading().startsWith("```");
      boolean command = !code && line.stripLeading().startsWith("/");
      safe.append(safe.isEmpty() ? "" : "\n")
          .append(command ? line.replaceFirst("/", "\\\\/") : line);
    }
    return safe.toString();
  }

  private PostedComment posted(ApiAnswer answer, boolean created) {
    long id = answer.object().getLong("id", 0L);
    return new PostedComment(Long.toString(id), url(id), created);
  }

  private @Nullable URI url(long id) {
    return api.page("/-/merge_requests/" + iid + "#note_" + id);
  }
}
