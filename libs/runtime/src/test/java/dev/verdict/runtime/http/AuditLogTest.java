package dev.verdict.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who did what, for the day when somebody asks. */
class AuditLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.verdict.audit");
  private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

  @BeforeEach
  void listen() {
    heard.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(heard);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(heard);
    logger.setLevel(null);
  }

  private List<String> lines() {
    return List.copyOf(heard.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void aWriteOfAKeyIsThereWithItsOutcomeAndAReadIsNot() throws Exception {
    try (ThingsServer server = ThingsServer.start()) {
      server.post("/api/v1/things", "application/json", "{");
      server.get("/health", "reader");
      server
          .request(HttpMethod.PUT, "/api/v1/things/1")
          .bearerTokenAuthentication("worker")
          .putHeader("Content-Type", "application/gzip")
          .sendBuffer(Buffer.buffer("x"))
          .await(20, TimeUnit.SECONDS);
    }
    // The server has ended, and with it every answer.
    assertThat(lines()).containsExactly("submitter POST /api/v1/things: 400");
    assertThat(heard.list.getFirst().getKeyValuePairs())
        .extracting(pair -> pair.key)
        .containsExactly("request", "key", "operation", "from");
  }
}
