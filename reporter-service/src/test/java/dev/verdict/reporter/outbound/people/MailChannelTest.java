package dev.verdict.reporter.outbound.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.reporter.outbound.people.MailServer.Security;
import dev.verdict.reporter.usecase.notify.Channel.Outcome;
import dev.verdict.reporter.usecase.notify.Envelope;
import dev.verdict.reports.message.Change;
import dev.verdict.reports.message.Message;
import dev.verdict.reports.message.Samples;
import dev.verdict.reports.message.Template;
import dev.verdict.reports.message.Wording;
import dev.verdict.runtime.settings.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.net.SelfSignedCertificate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** Against a real SMTP server that wants TLS and a password. */
class MailChannelTest {
  private static final Message MESSAGE =
      Wording.of(
          List.of(Samples.run(Change.FIRST_FAILURE, "https://v.example.org/r", Instant.EPOCH)),
          Template.DEFAULT);

  private final Vertx vertx = Vertx.vertx();
  private final SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
  private final List<String> received = new CopyOnWriteArrayList<>();
  private volatile int refuseWith;
  private List<UUID> follows = List.of();
  private final SMTPServer server = start();

  private SMTPServer start() {
    SMTPServer started =
        SMTPServer.port(0)
            .hostName("localhost")
            .enableTLS()
            .requireTLS()
            .requireAuth()
            .startTlsSocketFactory(tls())
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, password, context) -> {
                      if (!password.equals("right")) {
                        throw new LoginFailedException();
                      }
                    }))
            .messageHandler(
                (context, from, to, data) -> {
                  if (refuseWith > 0) {
                    throw new RejectException(refuseWith, "no");
                  }
                  received.add(to + "\n" + new String(data, StandardCharsets.UTF_8));
                })
            .build();
    started.start();
    return started;
  }

  private SSLContext tls() {
    try {
      KeyManagerFactory keys = certificate.keyCertOptions().getKeyManagerFactory(vertx);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    vertx.close().await(20, TimeUnit.SECONDS);
    certificate.delete();
  }

  private Outcome send(Security security, String password, boolean trusted) throws Exception {
    MailServer where =
        new MailServer(
            "localhost",
            server.getPortAllocated(),
            security,
            Optional.of("verdict"),
            new Secret(password),
            "verdict@example.org",
            List.of("team@example.org"),
            trusted ? Optional.of(Path.of(certificate.certificatePath())) : Optional.empty());
    MailChannel channel = new MailChannel(vertx, where, Duration.ofSeconds(10));
    try {
      return channel
          .send(
              MESSAGE,
              new Envelope(
                  UUID.fromString("00000000-0000-0000-0000-000000000007"), follows, List.of()))
          .await(30, TimeUnit.SECONDS);
    } finally {
      channel.close().await(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void goesOutOverTlsWithBothTextsAndAStableId() throws Exception {
    assertThat(send(Security.STARTTLS, "right", true)).isEqualTo(new Outcome.Sent());
    assertThat(received).hasSize(1);
    assertThat(received.getFirst())
        .startsWith("team@example.org")
        .contains("Subject: [Verdict] checkout on main: 3 failed, 1 lost (first failure)")
        .contains("Message-ID: <00000000-0000-0000-0000-000000000007@verdict>")
        .contains("Auto-Submitted: auto-generated")
        .contains("text/plain")
        .contains("text/html");
  }

  @Test
  void whatGoesOnIsInTheThreadOfWhatBeganIt() throws Exception {
    follows = List.of(new UUID(0, 1), new UUID(0, 2));
    assertThat(send(Security.STARTTLS, "right", true)).isEqualTo(new Outcome.Sent());
    assertThat(received.getFirst().replaceAll("\\r?\\n[ \\t]+", " "))
        .contains("In-Reply-To: <00000000-0000-0000-0000-000000000001@verdict>")
        .contains(
            "References: <00000000-0000-0000-0000-000000000001@verdict>"
                + " <00000000-0000-0000-0000-000000000002@verdict>");
  }

  @Test
  void withoutTrustOrTlsNothingIsSaid() throws Exception {
    assertThat(send(Security.STARTTLS, "right", false)).isInstanceOf(Outcome.Later.class);
    assertThat(send(Security.NONE, "right", true)).isNotInstanceOf(Outcome.Sent.class);
    assertThat(received).isEmpty();
  }

  @Test
  void aWrongPasswordMayBeMendedAndIsNotTold() throws Exception {
    Outcome outcome = send(Security.STARTTLS, "wrong-4711", true);
    assertThat(outcome).isInstanceOf(Outcome.Later.class);
    assertThat(outcome.toString()).doesNotContain("wrong-4711");
  }

  @Test
  void whatTheServerWillNeverTakeIsNotTriedAgain() throws Exception {
    refuseWith = 552;
    assertThat(send(Security.STARTTLS, "right", true)).isInstanceOf(Outcome.Refused.class);
    refuseWith = 451;
    assertThat(send(Security.STARTTLS, "right", true)).isInstanceOf(Outcome.Later.class);
  }
}
