package dev.verdict.plugin.ci;

/** How far a provider has a capability. */
public sealed interface Support {
  /** By the API of the CI system itself. */
  record Native() implements Support {}

  /**
   * The API has nothing for it, and the operation works all the same.
   *
   * @param reason why the API cannot do it
   * @param instead what the provider uses, such as "a release asset"
   */
  record Fallback(String reason, String instead) implements Support {}

  /**
   * The operation fails with a {@link ConfigurationError}.
   *
   * @param reason why
   * @param instead what Verdict does about it, such as "the file stays in our own store"
   */
  record Absent(String reason, String instead) implements Support {}

  /** Whether the operation can be called. */
  default boolean works() {
    return !(this instanceof Absent);
  }
}
