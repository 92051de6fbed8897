package dev.verdict.cli.doctor;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ApiProblem;
import dev.verdict.cli.client.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether somebody answers, how fast, and whether his clock is ours. */
final class CoordinatorChapter {
  static final String NAME = "coordinator";
  private static final String QUESTION = "Is the coordinator reachable?";
  private static final String LIVE = "/health/live";
  private static final int TRIES = 5;

  /** Tokens and signed webhooks are judged by time; a minute is what they forgive at least. */
  private static final Duration FORGIVEN = Duration.ofSeconds(30);

  private CoordinatorChapter() {}

  static Chapter look(ApiClient client) {
    List<Finding> findings = new ArrayList<>();
    try {
      double[] millis = new double[TRIES];
      Optional<Instant> theirs = Optional.empty();
      for (int i = 0; i < TRIES; i++) {
        long start = System.nanoTime();
        theirs = client.clock(LIVE);
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
      Arrays.sort(millis);
      findings.add(
          Finding.well(
              "%s answers, in %.1f ms (median of %d, longest %.1f)"
                  .formatted(client.base(), millis[TRIES / 2], TRIES, millis[TRIES - 1])));
      theirs.ifPresent(time -> findings.add(clock(Duration.between(Instant.now(), time))));
      client
          .certificate(LIVE)
          .ifPresent(shown -> findings.add(Expiry.of("its certificate", shown, Instant.now())));
    } catch (Unreachable nobody) {
      findings.add(
          Finding.wrong(
              String.valueOf(nobody.getMessage()),
              nobody.isAboutTls()
                  ? "give the authority of its certificate with --ca-file, and see that the"
                      + " certificate names "
                      + client.base().getHost()
                  : "start it, or check the address, the name service, the firewall and the proxy"
                      + " between here and "
                      + client.base().getAuthority()));
    } catch (ApiProblem other) {
      findings.add(
          Finding.wrong(
              String.valueOf(other.getMessage()),
              "somebody else answers at " + client.base() + ": give the address of Verdict"));
    }
    return Chapter.of(NAME, QUESTION, findings);
  }

  /** The header tells whole seconds, so that a second more or less says nothing. */
  private static Finding clock(Duration ahead) {
    long seconds = Math.abs(ahead.toSeconds());
    String text =
        seconds <= 1
            ? "its clock and ours agree"
            : "its clock and ours differ by " + seconds + " s";
    return ahead.abs().compareTo(FORGIVEN) > 0
        ? Finding.wrong(text, "set both clocks by NTP: tokens and signatures are judged by time")
        : Finding.well(text);
  }
}
