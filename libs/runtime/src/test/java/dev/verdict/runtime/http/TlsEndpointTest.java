package dev.verdict.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.runtime.settings.HttpSettings;
import dev.verdict.runtime.settings.TlsSettings;
import dev.verdict.runtime.tls.Credentials;
import dev.verdict.testkit.tls.TestAuthority;
import dev.verdict.testkit.tls.TestAuthority.Issued;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server of every service with a certificate, as its clients meet it. */
@Timeout(90)
class TlsEndpointTest {
  @TempDir static Path directory;
  private static TestAuthority authority;
  private static TestAuthority stranger;
  private static Path certificate;
  private static Path key;
  private static Issued own;
  private static Issued next;

  private final Vertx vertx = Vertx.vertx();
  private @Nullable HttpEndpoint endpoint;

  @BeforeAll
  static void make() throws Exception {
    authority = TestAuthority.make("authority", directory);
    stranger = TestAuthority.make("stranger", directory);
    certificate = directory.resolve("tls.crt");
    key = directory.resolve("tls.key");
    own = authority.issue("ip:127.0.0.1");
    next = authority.issue("ip:127.0.0.1");
  }

  @AfterEach
  void stop() {
    if (endpoint != null) {
      endpoint.stop().await();
    }
    vertx.close().await();
  }

  private URI listen(Optional<Path> clientAuthority) throws Exception {
    own.into(certificate, key);
    HttpSettings usual = HttpSettings.onLoopback(0);
    TlsSettings tls =
        new TlsSettings(
            Optional.of(new TlsSettings.Identity(certificate, key)),
            clientAuthority,
            Optional.empty(),
            Duration.ofMillis(100));
    HttpSettings settings =
        new HttpSettings(
            usual.host(),
            0,
            usual.idle(),
            usual.requestTimeout(),
            Duration.ofSeconds(1),
            100,
            usual.bodyLimit(),
            false,
            tls);
    HttpEndpoint made =
        new HttpEndpoint(vertx, settings, new HealthChecks()).mount(List.of(Router.router(vertx)));
    endpoint = made.listen().await(20, TimeUnit.SECONDS);
    assertThat(made.url()).startsWith("https://127.0.0.1:");
    return URI.create(made.url());
  }

  /** A client that believes one, and perhaps shows what this one issued to it. */
  private HttpClient client(TestAuthority believed, boolean shows) {
    TlsSettings settings =
        new TlsSettings(
            shows ? Optional.of(new TlsSettings.Identity(certificate, key)) : Optional.empty(),
            Optional.empty(),
            Optional.of(believed.certificate()),
            Duration.ofHours(1));
    SSLContext context =
        Credentials.read(() -> vertx, settings, InstantSource.system()).context().orElseThrow();
    return HttpClient.newBuilder().sslContext(context).build();
  }

  private static HttpResponse<String> get(HttpClient client, URI url, String path)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(20)).build(),
        BodyHandlers.ofString());
  }

  @Test
  void who_believes_the_authority_is_served_with_http_2() throws Exception {
    URI url = listen(Optional.empty());
    try (HttpClient client = client(authority, false)) {
      HttpResponse<String> answer = get(client, url, "/health/live");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(get(client, url, "/metrics").body())
          .contains("distributed_testing_certificate_expiry_timestamp_seconds");
    }
  }

  @Test
  void who_believes_another_authority_refuses_it() throws Exception {
    URI url = listen(Optional.empty());
    try (HttpClient client = client(stranger, false)) {
      assertThatThrownBy(() -> get(client, url, "/health/live")).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void another_name_than_that_of_the_certificate_is_refused() throws Exception {
    URI url = URI.create("https://localhost:" + listen(Optional.empty()).getPort());
    try (HttpClient client = client(authority, false)) {
      assertThatThrownBy(() -> get(client, url, "/health/live")).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void old_protocols_are_not_spoken() throws Exception {
    int port = listen(Optional.empty()).getPort();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    try (var socket = (javax.net.ssl.SSLSocket) context.getSocketFactory().createSocket()) {
      socket.connect(new java.net.InetSocketAddress("127.0.0.1", port), 20_000);
      socket.setSoTimeout(20_000);
      SSLParameters old = new SSLParameters();
      old.setProtocols(new String[] {"TLSv1.1"});
      socket.setSSLParameters(old);
      assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void without_tls_nothing_is_said() throws Exception {
    int port = listen(Optional.empty()).getPort();
    try (Socket plain = new Socket("127.0.0.1", port)) {
      plain.setSoTimeout(20_000);
      plain
          .getOutputStream()
          .write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String said = new String(plain.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(said).doesNotContain("HTTP/1.1 200");
    }
  }

  @Test
  void a_replaced_certificate_is_shown_without_a_restart() throws Exception {
    URI url = listen(Optional.empty());
    Certificate before = shown(url);
    next.into(certificate, key);

    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (shown(url).equals(before)) {
      assertThat(System.nanoTime()).as("the old certificate is still shown").isLessThan(end);
    }
  }

  /** To a client that has never been here. */
  private Certificate shown(URI url) throws Exception {
    try (HttpClient client = client(authority, false)) {
      return get(client, url, "/health/live").sslSession().orElseThrow().getPeerCertificates()[0];
    }
  }

  @Test
  void clients_show_a_certificate_where_one_is_wanted_and_probes_need_none() throws Exception {
    URI url = listen(Optional.of(authority.certificate()));
    try (HttpClient known = client(authority, true);
        HttpClient nobody = client(authority, false)) {
      assertThat(get(known, url, "/health").statusCode()).isEqualTo(200);
      assertThat(get(nobody, url, "/health/live").statusCode()).isEqualTo(200);
      assertThat(get(nobody, url, "/health").statusCode()).isEqualTo(403);
      assertThat(get(nobody, url, "/metrics").statusCode()).isEqualTo(403);
      assertThat(get(nobody, url, "/nothing").statusCode()).isEqualTo(403);
    }
  }

  /** It hears whose certificates are wanted, and has none of theirs to show. */
  @Test
  void a_certificate_of_another_authority_does_not_get_in() throws Exception {
    URI url = listen(Optional.of(stranger.certificate()));
    try (HttpClient unknown = client(authority, true)) {
      assertThat(get(unknown, url, "/health/live").statusCode()).isEqualTo(200);
      assertThat(get(unknown, url, "/health").statusCode()).isEqualTo(403);
    }
  }
}
