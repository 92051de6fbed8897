package dev.verdict.reporter.inbound.http.pages;

import org.jspecify.annotations.Nullable;

/** Where a person gives a key. */
final class LoginPage {
  private LoginPage() {}

  /**
   * @param next where to go then
   * @param wrong why the last try failed
   */
  static Page of(@Nullable String next, @Nullable String wrong) {
    Html html = new Html();
    html.raw("<section class=\"note login\"><h1>Sign in</h1>");
    html.raw("<p>Give a key that may read. It stays here: the browser gets a cookie instead.</p>");
    html.raw("<form method=\"post\" action=\"/login\">");
    if (next != null) {
      html.raw("<input type=\"hidden\" name=\"next\"").attribute("value", next).raw(">");
    }
    // For those who keep passwords: they want a name beside it.
    html.raw("<input class=\"unseen\" name=\"user\" value=\"key\" autocomplete=\"username\"");
    html.raw(" tabindex=\"-1\" aria-hidden=\"true\" readonly>");
    html.raw("<label for=\"key\">Key</label><input id=\"key\" name=\"key\" type=\"password\"");
    html.raw(" autocomplete=\"current-password\" spellcheck=\"false\" required autofocus");
    html.raw(wrong == null ? ">" : " aria-invalid=\"true\" aria-describedby=\"wrong\">");
    if (wrong != null) {
      html.raw("<p class=\"wrong\" id=\"wrong\" role=\"alert\">").text(wrong).raw("</p>");
    }
    html.raw("<button class=\"main\">Sign in</button></form>");
    html.raw("<details><summary>Where is a key?</summary><p><code>verdict up</code> prints a link");
    html.raw(" that needs none, and the file in which its key lies. Elsewhere somebody with an");
    html.raw(
        " admin key makes one:</p><pre tabindex=\"0\">curl -H \"Authorization: Bearer $ADMIN_KEY\""
            + " \\\n");
    html.raw("  -H 'Content-Type: application/json' \\\n");
    html.raw("  -d '{\"name\": \"ada\", \"scopes\": [\"read\"]}' $VERDICT/api/v1/api-keys</pre>");
    html.raw("</details></section>");
    return Page.of("", "Sign in", html);
  }
}
