package dev.verdict.runtime.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a caller may do. */
public enum Scope {
  SUBMIT,
  READ,
  ADMIN,
  ENROLL,
  /** Held by the tokens of workers, never by a key. */
  WORKER;

  /** The scopes that a key can have. */
  public static final Set<Scope> OF_KEYS = Set.of(SUBMIT, READ, ADMIN, ENROLL);

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope of a key by its word. */
  public static Optional<Scope> ofKey(String word) {
    return Arrays.stream(values())
        .filter(scope -> OF_KEYS.contains(scope) && scope.word().equals(word))
        .findFirst();
  }
}
