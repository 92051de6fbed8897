package dev.verdict.reporter.inbound.http.badge;

import dev.verdict.reporter.usecase.badge.AnswerBadge;
import dev.verdict.reports.badge.Badge;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** {@code /badges/{name}.svg} and {@code .json}. */
public final class BadgeOperations {
  private static final String SVG = ".svg";
  private static final String JSON = ".json";

  private final AnswerBadge badges;
  private final boolean open;

  /**
   * @param open whether anybody may see them; else whoever may read
   */
  public BadgeOperations(AnswerBadge badges, boolean open) {
    this.badges = badges;
    this.open = open;
  }

  public void addTo(Operations operations) {
    if (open) {
      operations.open("badge", this::badge);
    } else {
      operations.handle("badge", Scope.READ, this::badge);
    }
  }

  private Future<Reply> badge(Call call) {
    String file = call.path("file");
    boolean picture = file.endsWith(SVG);
    if (!picture && !file.endsWith(JSON)) {
      throw Fail.notFound("badge", file);
    }
    String name = file.substring(0, file.length() - (picture ? SVG : JSON).length());
    return badges
        .answer(name, call.query("project").orElse(null), call.query("branch").orElse(null))
        .map(
            badge ->
                picture
                    ? reply(badge, call, badge.svg(), "image/svg+xml; charset=utf-8")
                    : reply(badge, call, badge.json(), "application/json"));
  }

  /** What nobody knows is asked again sooner: it may be a suite that runs for the first time. */
  private Reply reply(Badge badge, Call call, String body, String type) {
    String tag = tag(body);
    String cache = (open ? "public" : "private") + ", max-age=" + (badge.isUnknown() ? 10 : 60);
    boolean known =
        call.header("If-None-Match")
            .map(tags -> Arrays.stream(tags.split(",")).map(String::strip).toList())
            .filter(tags -> tags.contains(tag) || tags.contains("*"))
            .isPresent();
    Reply.Whole reply = known ? Reply.empty(304) : Reply.text(200, type, body);
    return reply.header("ETag", tag).header("Cache-Control", cache);
  }

  /** A weak one: the same words, also where they were compressed on the way. */
  private static String tag(String body) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
      return "W/\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
