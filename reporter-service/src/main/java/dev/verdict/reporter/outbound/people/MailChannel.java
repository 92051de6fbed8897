package dev.verdict.reporter.outbound.people;

import dev.verdict.reporter.usecase.notify.Channel;
import dev.verdict.reporter.usecase.notify.Envelope;
import dev.verdict.reports.message.MailMessageText;
import dev.verdict.reports.message.Message;
import dev.verdict.runtime.logging.Masking;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Mail over SMTP, encrypted unless a setting says otherwise. */
public final class MailChannel implements Channel {
  private static final int CONNECTIONS = 2;
  private static final int MOST_REFERENCES = 15;

  private final MailClient client;
  private final MailServer server;
  private final Duration timeout;

  public MailChannel(Vertx vertx, MailServer server, Duration timeout) {
    this.client = MailClient.create(vertx, config(server, timeout));
    this.server = server;
    this.timeout = timeout;
  }

  private static MailConfig config(MailServer server, Duration timeout) {
    MailConfig config =
        new MailConfig()
            .setHostname(server.host())
            .setPort(server.port())
            .setKeepAlive(false)
            .setMaxPoolSize(CONNECTIONS)
            .setConnectTimeout((int) timeout.toMillis())
            .setUserAgent("verdict")
            .setHostnameVerificationAlgorithm("HTTPS")
            .setSsl(server.security() == MailServer.Security.TLS)
            .setStarttls(
                server.security() == MailServer.Security.STARTTLS
                    ? StartTLSOptions.REQUIRED
                    : StartTLSOptions.DISABLED)
            // One address that is gone does not take the mail from the others.
            .setAllowRcptErrors(true)
            .setIdleTimeout((int) timeout.toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    server
        .trust()
        .ifPresent(
            file -> config.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    server
        .username()
        .ifPresentOrElse(
            user ->
                config
                    .setLogin(LoginOption.REQUIRED)
                    .setUsername(user)
                    .setPassword(server.password().reveal()),
            () -> config.setLogin(LoginOption.DISABLED));
    return config;
  }

  @Override
  public String name() {
    return "email";
  }

  @Override
  public Future<Outcome> send(Message message, Envelope envelope) {
    MailMessageText text = MailMessageText.of(message);
    List<String> to = envelope.recipients().isEmpty() ? server.recipients() : envelope.recipients();
    MailMessage mail =
        new MailMessage()
            .setFrom(server.from())
            .setTo(to)
            .setSubject(text.subject())
            .setText(text.text())
            .setHtml(text.html())
            // Mail servers that see it twice deliver it once.
            .addHeader("Message-ID", messageId(envelope.id()))
            .addHeader("Auto-Submitted", "auto-generated");
    if (!envelope.follows().isEmpty()) {
      // What goes on stands in one thread with what began it.
      mail.addHeader("In-Reply-To", messageId(envelope.follows().getFirst()));
      mail.addHeader(
          "References",
          envelope.follows().stream()
              .limit(MOST_REFERENCES)
              .map(MailChannel::messageId)
              .collect(Collectors.joining(" ")));
    }
    return client
        .sendMail(mail)
        .<Outcome>map(result -> new Outcome.Sent())
        .timeout(timeout.toMillis() * 2, TimeUnit.MILLISECONDS)
        .otherwise(MailChannel::failed);
  }

  private static String messageId(UUID id) {
    return "<" + id + "@verdict>";
  }

  private static Outcome failed(Throwable failure) {
    String why = Masking.mask("mail: " + failure.getMessage());
    // 55x is said of the recipient or of the content; a login that fails may be mended.
    return failure instanceof SMTPException smtp
            && smtp.getReplyCode() >= 550
            && smtp.getReplyCode() < 560
        ? new Outcome.Refused(why)
        : new Outcome.Later(why, null);
  }

  /**
   * A connection that the server has closed meanwhile is closed too, whatever saying QUIT gives.
   */
  public Future<Void> close() {
    return client.close().otherwiseEmpty();
  }
}
