package dev.verdict.ci.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.CiProviders;
import dev.verdict.ci.ProviderHost;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderError;
import dev.verdict.plugin.ci.ConnectionError;
import dev.verdict.plugin.ci.TestRunStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CI system behind a certificate of its own, and behind a proxy. */
class WayToTheApiTest {
  private static final String TOKEN = "not-for-anybody";

  @TempDir static Path directory;
  private static final Vertx VERTX = Vertx.vertx();

  @SuppressWarnings("NullAway.Init")
  private static PrivateAuthority authority;

  private static int api;

  private final ProviderHost host =
      new ProviderHost(
          VERTX, CiProviders.load(), Map.of(), Clockwork.real(VERTX), CallListener.NOBODY);

  @BeforeAll
  static void start() throws Exception {
    authority = PrivateAuthority.in(directory);
    api =
        await(
                VERTX
                    .createHttpServer(
                        new HttpServerOptions()
                            .setSsl(true)
                            .setKeyCertOptions(
                                new PfxOptions()
                                    .setPath(authority.server().toString())
                                    .setAlias("server")
                                    .setPassword(PrivateAuthority.PASSWORD)))
                    .requestHandler(
                        request -> {
                          boolean known =
                              ("Bearer " + TOKEN).equals(request.getHeader("Authorization"));
                          request
                              .response()
                              .setStatusCode(known ? 200 : 401)
                              .putHeader("Content-Type", "application/json")
                              .end("{\"id\": \"7\", \"status\": \"success\"}");
                        })
                    .listen(0, "127.0.0.1"))
            .actualPort();
  }

  @AfterAll
  static void stop() throws Exception {
    await(VERTX.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }

  private TestRunStatus ask(String at, Map<String, String> more) throws Exception {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("api_url", "https://" + at + ":" + api);
    settings.put("token", TOKEN);
    settings.put("max_retries", "0");
    CiProvider provider = host.create("generic", settings);
    return await(provider.getTestRunStatus("7"));
  }

  private Map<String, String> trusting() {
    return Map.of("ca_file", authority.certificate().toString());
  }

  @Test
  void anAuthorityOfOnesOwnIsTrustedAndNoOtherName() throws Exception {
    assertThat(ask("localhost", trusting()).id()).isEqualTo("7");
    assertThatThrownBy(() -> ask("127.0.0.1", trusting()))
        .as("the certificate is for localhost")
        .isInstanceOf(ConnectionError.class);
  }

  @Test
  void withoutItNobodyIsTalkedTo() {
    assertThatThrownBy(() -> ask("localhost", Map.of()))
        .isInstanceOf(ConnectionError.class)
        .hasMessageNotContaining(TOKEN);
  }

  @Test
  void aFileThatHoldsNoCertificateIsAMistakeOfTheSettings() {
    assertThatThrownBy(
            () -> ask("localhost", Map.of("ca_file", directory.resolve("none").toString())))
        .isInstanceOf(CiProviderError.class)
        .hasMessageContaining("ca_file");
  }

  @Test
  void aProxyOpensTheTunnelForWhoKnowsItsPassword() throws Exception {
    String credential =
        Base64.getEncoder().encodeToString("user:pass".getBytes(StandardCharsets.UTF_8));
    FakeProxy proxy = new FakeProxy(VERTX, credential);
    int port = await(proxy.start());

    Map<String, String> through = new HashMap<>(trusting());
    through.put("proxy", "http://user:pass@127.0.0.1:" + port);
    assertThat(ask("localhost", through).id()).isEqualTo("7");
    assertThat(proxy.tunnels).containsExactly("localhost:" + api);

    through.put("proxy", "http://user:wrong@127.0.0.1:" + port);
    assertThatThrownBy(() -> ask("localhost", through))
        .isInstanceOf(ConnectionError.class)
        .hasMessageNotContaining("wrong");
    assertThat(proxy.refused).containsExactly("localhost:" + api);
    assertThat(proxy.tunnels).hasSize(1);
  }
}
