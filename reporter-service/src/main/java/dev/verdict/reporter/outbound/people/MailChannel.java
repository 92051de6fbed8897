package dev.verdict.reporter.outbound.people;

import dev.verdict.reporter.usecase.notify.Channel;
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

/** Mail over SMTP, encrypted unless a setting says otherwise. */
public final class MailChannel implements Channel {
  private static final int CONNECTIONS = 2;

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
  public Future<Outcome> send(Message message, UUID id, List<String> recipients) {
    MailMessageText text = MailMessageText.of(message);
    List<String> to = recipients.isEmpty() ? server.recipients() : recipients;
    MailMessage mail =
        new MailMessage()
            .setFrom(server.from())
            .setTo(to)
            .setSubject(text.subject())
            .setText(text.text())
            .setHtml(text.html())
            // Mail servers that see it twice deliver it once.
            .addHeader("Message-ID", "<" + id + "@verdict>")
            .addHeader("Auto-Submitted", "auto-generated");
    return client
        .sendMail(mail)
        .<Outcome>map(result -> new Outcome.Sent())
        .timeout(timeout.toMillis() * 2, TimeUnit.MILLISECONDS)
        .otherwise(MailChannel::failed);
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
