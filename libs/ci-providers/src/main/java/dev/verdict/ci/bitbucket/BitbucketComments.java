package dev.verdict.ci.bitbucket;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.comments.CommentBox;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.ci.http.Encoding;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The comments of a pull request that are not about a line. */
record BitbucketComments(BitbucketApi api, String request) implements CommentBox {
  static final int LONGEST = 32_000;
  private static final int MOST_PAGES = 50;
  private static final String COMMENTS = "/pullrequests/{}/comments";
  private static final String COMMENT = COMMENTS + "/{}";
  private static final String MARK = "[//]: # (verdict:";

  /** Comments of HTML would be shown; the definition of a link that nobody uses is not. */
  @Override
  public String mark(String key) {
    return MARK + Encoding.segment(key) + ")";
  }

  @Override
  public Future<List<Kept>> list() {
    ApiRequest first =
        api.get(Operation.ADD_PR_COMMENT, COMMENTS, request)
            .query("pagelen", BitbucketApi.PAGE)
            .query("sort", "created_on");
    return pages(first, new ArrayList<>(), 1);
  }

  private Future<List<Kept>> pages(ApiRequest page, List<Kept> kept, int number) {
    return api.http()
        .send(page)
        .map(ApiAnswer::object)
        .compose(
            body -> {
              JsonFields.objects(body.getValue("values")).stream()
                  .filter(each -> !Boolean.TRUE.equals(each.getValue("deleted")))
                  .filter(each -> each.getValue("inline") == null)
                  .map(BitbucketComments::kept)
                  .forEach(kept::add);
              URI next = JsonFields.url(body, "next");
              return next == null || number == MOST_PAGES
                  ? Future.succeededFuture(kept)
                  : pages(ApiRequest.get(Operation.ADD_PR_COMMENT, next), kept, number + 1);
            });
  }

  private static Kept kept(JsonObject comment) {
    long id = comment.getLong("id", 0L);
    String raw = JsonFields.text(JsonFields.object(comment, "content"), "raw", "");
    URI page = JsonFields.url(JsonFields.object(comment, "links", "html"), "href");
    return new Kept(Long.toString(id), id, raw, page);
  }

  @Override
  public Future<PostedComment> create(String body) {
    return api.http()
        .send(api.post(Operation.ADD_PR_COMMENT, COMMENTS, request).json(content(body)))
        .map(answer -> posted(answer, true));
  }

  @Override
  public Future<PostedComment> update(Kept comment, String body) {
    return api.http()
        .send(
            api.put(Operation.ADD_PR_COMMENT, COMMENT, request, comment.handle())
                .json(content(body)))
        .map(answer -> posted(answer, false));
  }

  @Override
  public Future<Void> delete(Kept comment) {
    return api.http()
        .send(
            api.call(
                    Operation.ADD_PR_COMMENT, HttpMethod.DELETE, COMMENT, request, comment.handle())
                .accepting(404))
        .mapEmpty();
  }

  /** A definition ends with an empty line. */
  private static JsonObject content(String body) {
    String raw = body.startsWith(MARK) ? body.replaceFirst("\n", "\n\n") : body;
    return JsonObject.of("content", JsonObject.of("raw", raw));
  }

  private static PostedComment posted(ApiAnswer answer, boolean created) {
    Kept kept = kept(answer.object());
    return new PostedComment(kept.handle(), kept.url(), created);
  }
}
