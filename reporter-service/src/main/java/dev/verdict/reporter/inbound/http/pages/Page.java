package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.runtime.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page: its title, what stands on it, and which parts of it change while somebody looks.
 *
 * @param section which entry of the navigation it belongs to
 * @param live where news of its parts come from; absent where nothing moves
 */
record Page(int status, String section, String title, List<Part> parts, @Nullable String live) {
  /** Nothing but our own style, script and answers; nothing inline. */
  static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /**
   * A piece of a page that can be replaced by a newer one.
   *
   * @param id of its element
   */
  record Part(String id, String html) {
    /** Two with the same one are equal. */
    String version() {
      return Assets.digest(html.getBytes(StandardCharsets.UTF_8));
    }

    String element() {
      return "<div class=\"part\" id=\""
          + id
          + "\" data-v=\""
          + version()
          + "\">"
          + html
          + "</div>";
    }
  }

  static Page of(String section, String title, Html body) {
    return new Page(200, section, title, List.of(new Part("body", body.toString())), null);
  }

  static Page live(String section, String title, @Nullable String live, List<Part> parts) {
    return new Page(200, section, title, parts, live);
  }

  Page withStatus(int other) {
    return new Page(other, section, title, parts, live);
  }

  Page with(Part more) {
    List<Part> all = new ArrayList<>(parts);
    all.add(more);
    return new Page(status, section, title, all, live);
  }

  Reply reply(Frame.Who who) {
    return Reply.text(status, "text/html; charset=utf-8", Frame.around(this, who))
        .header("Content-Security-Policy", POLICY)
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "same-origin");
  }
}
