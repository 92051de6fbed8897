package dev.verdict.plugin.webhook;

/** Whether a request comes from whom it says. */
public sealed interface Authenticity {
  /**
   * @param key the place of the key that fitted, so that one can see when an old one is not used
   *     any more
   */
  record Genuine(int key) implements Authenticity {}

  /**
   * It has no signature at all.
   *
   * @param expected where and what it should have been
   */
  record Missing(String expected) implements Authenticity {}

  /**
   * No key made this signature, or there is no key.
   *
   * @param what is wrong with it, without telling any secret
   */
  record Wrong(String what) implements Authenticity {}

  default boolean isGenuine() {
    return this instanceof Genuine;
  }
}
