package dev.verdict.ci.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.CiProviders;
import dev.verdict.ci.ProviderHost;
import dev.verdict.plugin.ci.AuthenticationError;
import dev.verdict.plugin.ci.CiProvider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said to a CI system, for somebody who wonders why it says no. */
class HarFileTest {
  private static final String TOKEN = "tok-nobody-may-see";

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final ProviderHost host =
      new ProviderHost(
          vertx, CiProviders.load(), Map.of(), Clockwork.real(vertx), CallListener.NOBODY);

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }

  private CiProvider provider(int port) {
    Map<String, String> settings = new HashMap<>();
    settings.put("api_url", "http://127.0.0.1:" + port);
    settings.put("token", TOKEN);
    settings.put("max_retries", "0");
    settings.put("har_file", directory.resolve("calls.har").toString());
    return host.create("generic", settings);
  }

  private HttpServer answering(int status, String body) throws Exception {
    return await(
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .response()
                        .setStatusCode(status)
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Set-Cookie", "session=of-somebody")
                        .end(body))
            .listen(0, "127.0.0.1"));
  }

  private String written() throws Exception {
    await(host.close());
    return Files.readString(directory.resolve("calls.har"));
  }

  @Test
  void eachTryIsThereAndNoCredential() throws Exception {
    int good = answering(200, "{\"id\": \"7\", \"status\": \"success\"}").actualPort();
    int bad = answering(401, "{\"message\": \"who is " + TOKEN + "?\"}").actualPort();
    await(provider(good).getTestRunStatus("7"));
    assertThatThrownBy(() -> await(provider(bad).getTestRunStatus("8")))
        .isInstanceOf(AuthenticationError.class);

    String text = written();
    assertThat(text).doesNotContain(TOKEN).doesNotContain("of-somebody");
    JsonArray entries = new JsonObject(text).getJsonObject("log").getJsonArray("entries");
    assertThat(entries).hasSize(2);
    JsonObject first = entries.getJsonObject(0);
    assertThat(first.getJsonObject("response").getInteger("status")).isEqualTo(200);
    assertThat(first.getJsonObject("response").getJsonObject("content").getString("text"))
        .contains("success");
    JsonObject second = entries.getJsonObject(1);
    assertThat(second.getJsonObject("response").getInteger("status")).isEqualTo(401);
    assertThat(second.getJsonObject("request").getJsonArray("headers").encode())
        .contains("Authorization")
        .contains("***");
  }

  @Test
  void aCallThatNobodyAnsweredIsThereWithTheReason() throws Exception {
    HttpServer gone = answering(200, "{}");
    int port = gone.actualPort();
    await(gone.close());
    assertThatThrownBy(() -> await(provider(port).getTestRunStatus("7"))).isNotNull();

    JsonObject entry =
        new JsonObject(written()).getJsonObject("log").getJsonArray("entries").getJsonObject(0);
    assertThat(entry.getJsonObject("response").getInteger("status")).isZero();
    assertThat(entry.getJsonObject("response").getString("_error")).contains("refused");
  }

  @Test
  void onlyTheOwnerReadsIt() throws Exception {
    int port = answering(200, "{\"id\": \"7\", \"status\": \"success\"}").actualPort();
    await(provider(port).getTestRunStatus("7"));
    await(host.close());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("calls.har"))))
        .isEqualTo("rw-------");
  }
}
