package dev.verdict.ci.comments;

import dev.verdict.plugin.ci.PostedComment;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The comments of one pull request, as a CI system keeps them. */
public interface CommentBox {
  /**
   * A comment.
   *
   * @param handle by which the box edits it
   * @param order older ones have smaller numbers
   */
  record Kept(String handle, long order, String body, java.net.@Nullable URI url) {}

  /** All that may be ours, of all pages. */
  Future<List<Kept>> list();

  Future<PostedComment> create(String body);

  Future<PostedComment> update(Kept comment, String body);

  Future<Void> delete(Kept comment);

  /** The mark, in a form that readers do not see. */
  default String mark(String key) {
    return "<!-- verdict:" + key.replace("--", "- -") + " -->";
  }
}
