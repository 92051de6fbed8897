package dev.verdict.cli.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** How long a certificate still holds. */
final class Expiry {
  private static final Duration SOON = Duration.ofDays(14);

  private Expiry() {}

  /**
   * @param whose begins the sentence, as in {@code its certificate}
   */
  static Finding of(String whose, X509Certificate certificate, Instant now) {
    Instant end = certificate.getNotAfter().toInstant();
    Duration left = Duration.between(now, end);
    if (left.isNegative()) {
      return Finding.wrong(
          whose + " expired at " + end, "renew it; a service takes the new files by itself");
    }
    String text = whose + " holds until " + end + ", " + left.toDays() + " days";
    return left.compareTo(SOON) < 0
        ? Finding.note(text, "see whether somebody renews it, as cert-manager would have by now")
        : Finding.well(text);
  }
}
