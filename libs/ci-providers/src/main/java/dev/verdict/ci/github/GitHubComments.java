package dev.verdict.ci.github;

import dev.verdict.ci.comments.CommentBox;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The comments of a pull request, which is an issue for this. */
record GitHubComments(GitHubApi api, String number) implements CommentBox {
  static final int LONGEST = 65_000;
  private static final int MOST_PAGES = 50;

  @Override
  public Future<List<Kept>> list() {
    ApiRequest first =
        api.get(Operation.ADD_PR_COMMENT, "/issues/{}/comments", number)
            .query("per_page", GitHubApi.PAGE);
    return pages(first, new ArrayList<>(), 1);
  }

  private Future<List<Kept>> pages(ApiRequest request, List<Kept> kept, int page) {
    return api.http()
        .send(request)
        .compose(
            answer -> {
              for (Object each : answer.array()) {
                if (each instanceof JsonObject comment) {
                  kept.add(kept(comment));
                }
              }
              URI next = answer.next().orElse(null);
              return next == null || page == MOST_PAGES
                  ? Future.succeededFuture(kept)
                  : pages(ApiRequest.get(Operation.ADD_PR_COMMENT, next), kept, page + 1);
            });
  }

  private static Kept kept(JsonObject comment) {
    long id = comment.getLong("id", 0L);
    return new Kept(Long.toString(id), id, comment.getString("body", ""), url(comment));
  }

  @Override
  public Future<PostedComment> create(String body) {
    return api.http()
        .send(
            api.post(Operation.ADD_PR_COMMENT, "/issues/{}/comments", number)
                .json(JsonObject.of("body", body)))
        .map(answer -> posted(answer.object(), true));
  }

  @Override
  public Future<PostedComment> update(Kept comment, String body) {
    return api.http()
        .send(
            api.patch(Operation.ADD_PR_COMMENT, "/issues/comments/{}", comment.handle())
                .json(JsonObject.of("body", body))
                .safeToRepeat())
        .map(answer -> posted(answer.object(), false));
  }

  @Override
  public Future<Void> delete(Kept comment) {
    return api.http()
        .send(
            api.call(
                    Operation.ADD_PR_COMMENT,
                    HttpMethod.DELETE,
                    "/issues/comments/{}",
                    comment.handle())
                .accepting(404))
        .mapEmpty();
  }

  private static PostedComment posted(JsonObject comment, boolean created) {
    return new PostedComment(Long.toString(comment.getLong("id", 0L)), url(comment), created);
  }

  private static @Nullable URI url(JsonObject comment) {
    String url = comment.getString("html_url");
    return url == null ? null : URI.create(url);
  }
}
