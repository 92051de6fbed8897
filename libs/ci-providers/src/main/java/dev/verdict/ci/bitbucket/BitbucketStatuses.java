package dev.verdict.ci.bitbucket;

import dev.verdict.ci.CutText;
import dev.verdict.ci.PlainName;
import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.Encoding;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** Marks on commits, each with a key: a second one of the same takes its place. */
record BitbucketStatuses(BitbucketApi api) {
  private static final int LONGEST_KEY = 40;
  private static final int KEPT_OF_A_KEY = 27;
  private static final int LONGEST_URL = 450;
  private static final int LONGEST = 255;

  Future<Void> put(String sha, BuildStatus status) {
    String words = status.description().isBlank() ? "" : ": " + status.description();
    JsonObject body =
        new JsonObject()
            .put("key", key(status.context()))
            .put("state", BitbucketWords.status(status.state()))
            .put("name", CutText.line(status.context(), LONGEST))
            .put("description", CutText.line(status.state().word() + words, LONGEST))
            .put("url", url(status, sha).toString());
    return api.http()
        .send(
            api.post(Operation.SET_BUILD_STATUS, "/commit/{}/statuses/build", sha)
                .json(body)
                .safeToRepeat())
        .mapEmpty();
  }

  /** Two long ones that begin alike must not meet. */
  private static String key(String context) {
    return context.length() <= LONGEST_KEY
        ? context
        : context.substring(0, KEPT_OF_A_KEY) + "-" + PlainName.digest(context);
  }

  /** Bitbucket wants one. */
  private URI url(BuildStatus status, String sha) {
    URI given = status.targetUrl();
    return given != null && given.toString().length() <= LONGEST_URL
        ? given
        : api.page("/commits/" + Encoding.segment(sha));
  }
}
