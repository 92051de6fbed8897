package dev.verdict.reporter;

import dev.verdict.reporter.outbound.people.MailServer;
import dev.verdict.reporter.outbound.people.MailServer.Security;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.settings.SettingsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code notifications.email.*}. */
final class MailSettings {
  private static final String PREFIX = "notifications.email.";
  private static final int SUBMISSION = 587;

  /** Enough to keep a line break, and with it another header or command, out. */
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s<>,;:\"@\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{1,250}");

  private MailSettings() {}

  /**
   * @param needed whether mail is a channel that is used
   */
  static Optional<MailServer> from(SettingsReader reader, boolean needed) {
    Optional<String> server = reader.text(PREFIX + "smtp_server").optional();
    int port = reader.number(PREFIX + "smtp_port", SUBMISSION, 1, 65_535);
    Optional<String> username = reader.text(PREFIX + "username").optional();
    Optional<Secret> password = reader.secret(PREFIX + "password").optional();
    Optional<String> from = reader.text(PREFIX + "from_address").optional();
    List<String> recipients = reader.list(PREFIX + "recipients", List.of());
    String security = reader.oneOf(PREFIX + "security", "starttls", "starttls", "tls", "none");
    Optional<Path> trust = reader.path(PREFIX + "ca_file").optional();
    if (!needed) {
      return Optional.empty();
    }
    need(reader, "smtp_server", server, "the name of a mail server");
    need(reader, "from_address", from, "an address");
    if (recipients.isEmpty()) {
      reader.mistake(PREFIX + "recipients", null, "at least one address");
    }
    from.ifPresent(address -> check(reader, "from_address", address));
    recipients.forEach(address -> check(reader, "recipients", address));
    if (username.isPresent() && security.equals("none")) {
      reader.mistake(PREFIX + "security", security, "starttls or tls where there is a password");
    }
    if (username.isPresent() != password.isPresent()) {
      reader.mistake(PREFIX + "password", null, "both username and password, or none");
    }
    return Optional.of(
        new MailServer(
            server.orElse("localhost"),
            port,
            Security.valueOf(security.toUpperCase(Locale.ROOT)),
            username,
            password.orElse(new Secret("")),
            from.orElse(""),
            recipients,
            trust));
  }

  private static void need(
      SettingsReader reader, String key, Optional<String> value, String expected) {
    if (value.isEmpty()) {
      reader.mistake(PREFIX + key, null, expected);
    }
  }

  private static void check(SettingsReader reader, String key, String address) {
    if (!ADDRESS.matcher(address).matches()) {
      reader.mistake(PREFIX + key, address, "an address such as team@example.org");
    }
  }
}
