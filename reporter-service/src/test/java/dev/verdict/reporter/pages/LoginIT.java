package dev.verdict.reporter.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reporter.RunningReporter;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets in, with what, and what that is good for. */
class LoginIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  private static RunningReporter reporter;

  @BeforeAll
  static void start() {
    reporter =
        new RunningReporter(
            postgres.database(), kafka.bootstrapServers(), kafka.freshTopic("events", 1));
  }

  @AfterAll
  static void stop() {
    reporter.close();
  }

  private static HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(reporter.url(path)).GET();
    return reporter.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static HttpResponse<String> login(String key, String next, String... headers) {
    String form =
        "key="
            + URLEncoder.encode(key, StandardCharsets.UTF_8)
            + "&next="
            + URLEncoder.encode(next, StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(reporter.url("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return reporter.send(headers.length == 0 ? request : request.headers(headers));
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void aBrowserIsLedToTheLoginAndAProgramIsNot() {
    HttpResponse<String> browser = get("/workers?x=1", "Accept", "text/html");
    assertThat(browser.statusCode()).isEqualTo(303);
    assertThat(header(browser, "Location")).isEqualTo("/login?next=%2Fworkers%3Fx%3D1");
    assertThat(get("/workers").statusCode()).isEqualTo(401);
    assertThat(get("/live", "Accept", "text/event-stream").statusCode()).isEqualTo(401);
  }

  @Test
  void anAddressWithoutAPageIsAPageForBrowsersAndAProblemForPrograms() {
    HttpResponse<String> browser = get("/rums/%3Cb%3E1%3C/b%3E", "Accept", "text/html");
    assertThat(browser.statusCode()).isEqualTo(404);
    assertThat(header(browser, "Content-Type")).startsWith("text/html");
    assertThat(browser.body()).contains("There is no page here", "/rums/").doesNotContain("<b>1");
    HttpResponse<String> program = get("/rums/1");
    assertThat(program.statusCode()).isEqualTo(404);
    assertThat(header(program, "Content-Type")).startsWith("application/problem+json");
    assertThat(get("/api/v1/metrics", "Accept", "text/html").statusCode()).isNotEqualTo(404);
  }

  @Test
  void aKeyBecomesACookieThatOnlyReads() {
    HttpResponse<String> in = login(reporter.key(), "/flaky");
    assertThat(in.statusCode()).isEqualTo(303);
    assertThat(header(in, "Location")).isEqualTo("/flaky");
    assertThat(header(in, "Set-Cookie"))
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Lax", "Path=/", "Max-Age=604800")
        .doesNotContain("Secure")
        .doesNotContain(reporter.key());

    String cookie = header(in, "Set-Cookie").split(";", 2)[0];
    HttpResponse<String> page = get("/", "Cookie", cookie, "Accept", "text/html");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Security-Policy"))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(get("/api/v1/history", "Cookie", cookie).statusCode()).isEqualTo(200);
    HttpRequest.Builder change =
        HttpRequest.newBuilder(reporter.url("/api/v1/metrics"))
            .header("Cookie", cookie)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    assertThat(reporter.send(change).statusCode()).isEqualTo(401);
  }

  @Test
  void behindTlsTheCookieIsSecure() {
    assertThat(header(login(reporter.key(), "/", "X-Forwarded-Proto", "https"), "Set-Cookie"))
        .contains("Secure");
  }

  @Test
  void aPageOfAnotherSiteSignsNobodyIn() {
    assertThat(login(reporter.key(), "/", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(login(reporter.key(), "/", "Sec-Fetch-Site", "same-site").statusCode())
        .isEqualTo(403);
    assertThat(login(reporter.key(), "/", "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
  }

  @Test
  void nobodyIsSentElsewhere() {
    assertThat(header(login(reporter.key(), "//evil.example"), "Location")).isEqualTo("/");
  }

  @Test
  void anExpiredCookieLeadsToTheLoginAgain() {
    String unknown = "verdict_session=vs_" + "A".repeat(43);
    assertThat(get("/", "Cookie", unknown, "Accept", "text/html").statusCode()).isEqualTo(303);
    assertThat(get("/login", "Cookie", unknown, "Accept", "text/html").statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/history", "Cookie", unknown).statusCode()).isEqualTo(401);
  }

  @Test
  void whatIsNoPageIsAProblemThatCanBeRead() {
    HttpResponse<String> page =
        reporter.send(reporter.request("/runs/nonsense").header("Accept", "text/html,*/*").GET());
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("There is nothing here", "all runs");
    assertThat(
            reporter
                .send(reporter.request("/?since=yesterday").header("Accept", "text/html").GET())
                .body())
        .contains("query.since", "a day as in 2026-11-20");
  }

  @Test
  void styleAndScriptMayBeKeptForEver() {
    String style =
        reporter.get("/").body().replaceAll("(?s).*href=\"(/assets/dashboard-[^\"]*css).*", "$1");

    HttpResponse<String> asset = get(style);

    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(header(asset, "Cache-Control")).contains("immutable");
    assertThat(get("/assets/dashboard-0000.css").statusCode()).isEqualTo(404);
  }
}
