package dev.verdict.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticationTest {
  private static final String THING = "/api/v1/things/0190b0a0-0000-7000-8000-000000000002";

  private static ThingsServer server;

  @BeforeAll
  static void start() throws Exception {
    server = ThingsServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest(name = "{0} {1} as {2}: {3}")
  @CsvSource(
      textBlock =
          """
          GET,  list,   reader,    200
          GET,  list,   submitter, 403
          GET,  list,   admin,     200
          GET,  list,   worker,    403
          GET,  list,   nobody,    401
          GET,  list,   broken,    503
          GET,  thing,  reader,    404
          GET,  thing,  worker,    404
          GET,  thing,  submitter, 403
          GET,  thing,  admin,     404
          PUT,  thing,  reader,    403
          PUT,  thing,  worker,    201
          PUT,  thing,  admin,     201
          PUT,  thing,  nobody,    401
          """)
  void whoMayWhat(String method, String what, String key, int status) throws Exception {
    String path = what.equals("list") ? "/api/v1/things" : THING;

    assertThat(call(method, path, "Authorization", "Bearer " + key).statusCode()).isEqualTo(status);
  }

  @Test
  void aKeyIsFoundWhereverClientsPutIt() throws Exception {
    assertThat(list("Authorization", "Bearer reader").statusCode()).isEqualTo(200);
    assertThat(list("Authorization", "bearer  reader").statusCode()).isEqualTo(200);
    assertThat(list("X-API-Key", "reader").statusCode()).isEqualTo(200);
    assertThat(list("Authorization", basic("anybody:reader")).statusCode()).isEqualTo(200);
    assertThat(list("Authorization", basic("reader:")).statusCode()).isEqualTo(200);
    assertThat(list("Authorization", basic("reader")).statusCode()).isEqualTo(200);
    assertThat(list("Authorization", basic("reader:wrong")).statusCode()).isEqualTo(401);
    assertThat(list("Authorization", "Basic %%%").statusCode()).isEqualTo(401);
  }

  @Test
  void aCookieReadsAndChangesNothing() throws Exception {
    assertThat(list("Cookie", "verdict_session=reader").statusCode()).isEqualTo(200);
    assertThat(list("Cookie", "verdict_session=nobody").statusCode()).isEqualTo(401);
    assertThat(list("Cookie", "other=reader").statusCode()).isEqualTo(401);
    assertThat(call("PUT", THING, "Cookie", "verdict_session=admin").statusCode()).isEqualTo(401);
  }

  @Test
  void whoDoesNotSayWhoHeIsIsToldHowTo() throws Exception {
    HttpResponse<Buffer> answer = call("GET", "/api/v1/things", "Accept", "*/*");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().getAll("WWW-Authenticate"))
        .containsExactly("Basic realm=\"verdict\", charset=\"UTF-8\"", "Bearer");
    assertThat(ProblemsTest.problem(answer).detail()).contains("X-API-Key: <key>");
  }

  @Test
  void whoLacksAScopeIsToldWhich() throws Exception {
    HttpResponse<Buffer> answer = call("GET", THING, "X-API-Key", "submitter");

    assertThat(ProblemsTest.problem(answer).detail())
        .isEqualTo("submitter lacks the scope read or worker");
  }

  @Test
  void whatIsOpenKnowsWhoCallsIfHeSaysSo() throws Exception {
    assertThat(call("GET", "/open", "Accept", "*/*").bodyAsString()).contains("hello anyone");
    assertThat(call("GET", "/open", "X-API-Key", "reader").bodyAsString()).contains("hello reader");
    assertThat(call("GET", "/open", "X-API-Key", "nobody").statusCode()).isEqualTo(401);
  }

  @Test
  void aPageOfAnotherSiteChangesNothing() throws Exception {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Authorization", basic("submitter:"))
            .add("Sec-Fetch-Site", "cross-site");

    assertThat(send("PUT", THING, headers).statusCode()).isEqualTo(403);
    assertThat(send("PUT", THING, headers.set("Sec-Fetch-Site", "same-origin")).statusCode())
        .isEqualTo(201);
  }

  private static HttpResponse<Buffer> list(String header, String value) throws Exception {
    return call("GET", "/api/v1/things", header, value);
  }

  private static HttpResponse<Buffer> call(String method, String path, String header, String value)
      throws Exception {
    return send(method, path, MultiMap.caseInsensitiveMultiMap().add(header, value));
  }

  private static HttpResponse<Buffer> send(String method, String path, MultiMap headers)
      throws Exception {
    return server
        .request(HttpMethod.valueOf(method), path)
        .putHeaders(headers)
        .send()
        .await(20, TimeUnit.SECONDS);
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
