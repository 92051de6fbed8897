package dev.verdict.ci.comments;

import dev.verdict.ci.CutText;
import dev.verdict.plugin.ci.PermissionError;
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.PrComment;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Puts a comment: edits the oldest that has its mark, else makes one. Two that do so at once leave
 * one, the older.
 */
public final class MarkedComment {
  /** A mark and the line that says what was cut are shorter. */
  private static final int MARK = 500;

  private final CommentBox box;
  private final int longest;

  /**
   * @param longest body that the CI system takes, in characters
   */
  public MarkedComment(CommentBox box, int longest) {
    this.box = box;
    this.longest = longest;
  }

  /** What is left for words in a comment of at most so many characters. */
  public static int room(int longest) {
    return longest - MARK;
  }

  public Future<PostedComment> put(PrComment comment) {
    String key = comment.key();
    if (key == null) {
      String note = box.mark("note");
      return box.create(
          note + "\n" + CutText.markdown(comment.body(), longest - note.length() - 1));
    }
    String mark = box.mark(key);
    String body = mark + "\n" + CutText.markdown(comment.body(), longest - mark.length() - 1);
    return marked(mark).compose(found -> edit(found, mark, body));
  }

  /** The oldest that is ours: somebody else may know our mark, or the comment be gone meanwhile. */
  private Future<PostedComment> edit(List<CommentBox.Kept> found, String mark, String body) {
    if (found.isEmpty()) {
      return make(mark, body);
    }
    return box.update(found.get(0), body)
        .recover(
            failure ->
                failure instanceof ResourceNotFoundError || failure instanceof PermissionError
                    ? edit(found.subList(1, found.size()), mark, body)
                    : Future.failedFuture(failure));
  }

  private Future<PostedComment> make(String mark, String body) {
    return box.create(body).compose(made -> leaveOne(made, mark, body));
  }

  private Future<PostedComment> leaveOne(PostedComment made, String mark, String body) {
    return marked(mark)
        .compose(
            all -> {
              Optional<CommentBox.Kept> mine =
                  all.stream().filter(each -> each.handle().equals(made.id())).findFirst();
              Optional<CommentBox.Kept> oldest = all.stream().findFirst();
              if (mine.isEmpty() || oldest.equals(mine)) {
                return Future.succeededFuture(made);
              }
              return box.update(oldest.orElseThrow(), body)
                  .compose(kept -> box.delete(mine.get()).map(kept))
                  // Not ours after all: then both stay.
                  .otherwise(made);
            })
        // The comment is there; only whether it is the only one is not known.
        .otherwise(made);
  }

  private Future<List<CommentBox.Kept>> marked(String mark) {
    return box.list()
        .map(
            all ->
                all.stream()
                    .filter(each -> each.body().stripLeading().startsWith(mark))
                    .sorted(Comparator.comparingLong(CommentBox.Kept::order))
                    .toList());
  }
}
