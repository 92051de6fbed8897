package dev.verdict.worker.outbound;

import dev.verdict.contract.Json;
import dev.verdict.contract.api.Enrolled;
import dev.verdict.contract.api.Enrolment;
import dev.verdict.contract.api.Heartbeat;
import dev.verdict.contract.api.HeartbeatReply;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.worker.usecase.Coordinator;
import dev.verdict.worker.usecase.Session;
import dev.verdict.worker.usecase.Waiting;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The coordinator over HTTP. */
public final class HttpCoordinator implements Coordinator {
  private static final Duration USUAL = Duration.ofSeconds(10);
  private static final Duration GOOD_BYE = Duration.ofSeconds(3);
  private static final int SHOWN = 300;

  private final WebClient client;
  private final URI base;
  private final Secret enrollKey;

  public HttpCoordinator(WebClient client, URI base, Secret enrollKey) {
    this.client = client;
    this.base = base;
    this.enrollKey = enrollKey;
  }

  @Override
  public Enrolled enrol(Enrolment enrolment) throws IOException, InterruptedException {
    byte[] answer = post("/api/v1/workers", enrollKey.reveal(), Json.bytes(enrolment), USUAL);
    return read(answer, Enrolled.class);
  }

  @Override
  public HeartbeatReply heartbeat(Session session, Heartbeat heartbeat, Duration within)
      throws IOException, InterruptedException {
    String path = "/api/v1/workers/" + session.workerId() + "/heartbeat";
    return read(post(path, session.token(), Json.bytes(heartbeat), within), HeartbeatReply.class);
  }

  @Override
  public void leave(Session session) throws IOException, InterruptedException {
    byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
    post("/api/v1/workers/" + session.workerId() + "/leave", session.token(), nothing, GOOD_BYE);
  }

  private byte[] post(String path, String token, byte[] body, Duration within)
      throws IOException, InterruptedException {
    HttpResponse<Buffer> response =
        Waiting.on(
            client
                .postAbs(Addresses.below(base, path))
                .timeout(within.toMillis())
                .bearerTokenAuthentication(token)
                .putHeader("content-type", "application/json")
                .sendBuffer(Buffer.buffer(body)),
            within.plusMillis(500));
    int status = response.statusCode();
    if (status / 100 == 2) {
      Buffer answer = response.body();
      return answer == null ? new byte[0] : answer.getBytes();
    }
    String message = "POST " + path + ": " + status + " " + shown(response.body());
    if (status == 409) {
      throw new Replaced(message);
    }
    // Too many requests and time-outs are no answer to the question.
    boolean refused = status / 100 == 4 && status != 408 && status != 429;
    throw refused ? new Refused(message) : new IOException(message);
  }

  private static <T> T read(byte[] answer, Class<T> type) throws IOException {
    try {
      return Json.read(answer, type);
    } catch (IllegalArgumentException e) {
      throw new IOException("the coordinator's answer is " + e.getMessage(), e);
    }
  }

  private static String shown(@org.jspecify.annotations.Nullable Buffer body) {
    String text = body == null ? "" : body.toString(StandardCharsets.UTF_8);
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
