package dev.verdict.plugin.webhook;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What an event is about.
 *
 * @param name as its host calls it: {@code owner/name}, a path of groups, {@code project/name}
 * @param cloneUrl over HTTPS, where the sender tells it
 * @param isPrivate false where the sender does not say
 */
public record Repository(
    String name,
    @Nullable URI cloneUrl,
    @Nullable URI webUrl,
    @Nullable String defaultBranch,
    boolean isPrivate) {

  public static Repository named(String name) {
    return new Repository(name, null, null, null, false);
  }
}
