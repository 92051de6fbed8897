package dev.verdict.cli.doctor;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ApiProblem;
import dev.verdict.cli.client.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether our key lets us in, and what it may. */
final class KeyChapter {
  static final String NAME = "key";
  static final String QUESTION = "Is the key valid?";
  private static final Duration SOON = Duration.ofDays(14);
  private static final int UNAUTHORIZED = 401;

  private KeyChapter() {}

  /** As much of a key as is needed here. */
  record OwnKey(String name, Set<String> scopes, @Nullable Instant expiresAt) {}

  static Chapter look(ApiClient client) {
    try {
      return Chapter.of(NAME, QUESTION, found(client.get("/api/v1/api-keys/self", OwnKey.class)));
    } catch (ApiProblem refused) {
      String advice =
          refused.status() == UNAUTHORIZED
              ? "give a valid key with --api-key or VERDICT_API_KEY; POST /api/v1/api-keys makes"
                  + " one, with a key of scope admin"
              : "use a key of a person or a pipeline";
      return Chapter.of(
          NAME, QUESTION, List.of(Finding.wrong(String.valueOf(refused.getMessage()), advice)));
    } catch (Unreachable gone) {
      return Chapter.skipped(NAME, QUESTION, String.valueOf(gone.getMessage()));
    }
  }

  private static List<Finding> found(OwnKey key) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.well(
            "\""
                + key.name()
                + "\" may "
                + String.join(", ", key.scopes().stream().sorted().toList())));
    boolean runs =
        key.scopes().contains("admin") || key.scopes().containsAll(Set.of("submit", "read"));
    if (!runs) {
      findings.add(
          Finding.note(
              "it may not do what 'verdict run' does",
              "use a key with the scopes submit and read"));
    }
    Instant end = key.expiresAt();
    if (end != null) {
      findings.add(
          end.isBefore(Instant.now().plus(SOON))
              ? Finding.note("it ends at " + end, "rotate it: POST /api/v1/api-keys/{id}/rotate")
              : Finding.well("it ends at " + end));
    }
    return findings;
  }
}
