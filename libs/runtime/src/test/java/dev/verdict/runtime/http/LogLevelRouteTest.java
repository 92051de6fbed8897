package dev.verdict.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogLevelRouteTest {
  private static HttpResponse<Buffer> put(ThingsServer server, String key, String query)
      throws Exception {
    return server
        .request(HttpMethod.PUT, "/log-level?" + query)
        .bearerTokenAuthentication(key)
        .send()
        .await(20, TimeUnit.SECONDS);
  }

  @Test
  void anAdminMakesALoggerTalkAndIsToldUntilWhen() throws Exception {
    String logger = "dev.verdict.talkative.one";
    try (ThingsServer server = ThingsServer.start()) {
      var answer = put(server, "admin", "level=trace&logger=" + logger + "&seconds=600");
      assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
      assertThat(answer.bodyAsJsonObject().getJsonObject("changed").getString(logger))
          .isEqualTo("trace");
      assertThat(answer.bodyAsJsonObject().getString("until")).isNotBlank();
      assertThat(LoggerFactory.getLogger(logger).isTraceEnabled()).isTrue();
    }
  }

  @Test
  void nobodyElseMay() throws Exception {
    try (ThingsServer server = ThingsServer.start()) {
      assertThat(put(server, "submitter", "level=trace").statusCode()).isEqualTo(403);
      assertThat(server.get("/log-level", "reader").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void whatCannotBeIsRefusedWithWhatCan() throws Exception {
    try (ThingsServer server = ThingsServer.start()) {
      for (String wrong :
          new String[] {"level=loud", "level=info&seconds=0", "level=info&seconds=86401", ""}) {
        var answer = put(server, "admin", wrong);
        assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
        assertThat(ProblemsTest.problem(answer).detail()).contains("expected");
      }
      assertThat(put(server, "admin", "level=info&logger=a%20b").statusCode()).isEqualTo(400);
    }
  }
}
