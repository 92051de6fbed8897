package dev.verdict.cli.doctor;

import dev.verdict.runtime.settings.TlsSettings;
import dev.verdict.runtime.tls.Credentials;
import dev.verdict.runtime.tls.TlsProblem;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Whether the files of {@code http.tls.*} on this machine can be used, and for how long. */
final class CertificatesChapter {
  private CertificatesChapter() {}

  static Chapter look(Vertx vertx, TlsSettings settings, InstantSource clock) {
    List<Finding> findings = new ArrayList<>();
    try {
      Credentials read = Credentials.read(() -> vertx, settings, clock);
      read.identity()
          .ifPresent(
              own ->
                  findings.add(
                      Expiry.of(
                          TlsSettings.CERTIFICATE + " fits its key and",
                          own.certificate(),
                          clock.instant())));
      settings
          .clientAuthority()
          .ifPresent(file -> findings.add(Finding.well(TlsSettings.CLIENT_AUTHORITY + " is read")));
      settings
          .authority()
          .ifPresent(file -> findings.add(Finding.well(TlsSettings.AUTHORITY + " is read")));
    } catch (TlsProblem problem) {
      findings.add(
          Finding.wrong(
              String.valueOf(problem.getMessage()),
              "put the right file there: a service does not start with this one, and one that"
                  + " runs goes on with what it has"));
    }
    return Chapter.of("certificates", "Can the certificates of this machine be used?", findings);
  }
}
