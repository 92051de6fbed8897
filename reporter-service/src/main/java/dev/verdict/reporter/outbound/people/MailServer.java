package dev.verdict.reporter.outbound.people;

import dev.verdict.runtime.settings.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where mail goes.
 *
 * @param username absent where the server asks nobody who he is
 * @param trust certificates beside those of the JDK
 */
public record MailServer(
    String host,
    int port,
    Security security,
    Optional<String> username,
    Secret password,
    String from,
    List<String> recipients,
    Optional<Path> trust) {

  /** How the connection is encrypted. */
  public enum Security {
    /** Begins in the clear, and goes no further without TLS. */
    STARTTLS,
    /** From the first byte. */
    TLS,
    /** Not at all, for a server on the same machine. */
    NONE
  }
}
