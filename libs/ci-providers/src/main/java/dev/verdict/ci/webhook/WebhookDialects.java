package dev.verdict.ci.webhook;

import dev.verdict.plugin.webhook.WebhookDialect;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** All CI systems whose webhooks Verdict understands, by name: ours and those of plugins. */
public final class WebhookDialects {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private final Map<String, WebhookDialect> byName = new TreeMap<>();

  private WebhookDialects(Iterable<? extends WebhookDialect> dialects) {
    dialects.forEach(this::add);
    if (byName.isEmpty()) {
      throw new IllegalStateException(
          "webhooks: no dialect was found (expected: at least one "
              + WebhookDialect.class.getName()
              + " in META-INF/services)");
    }
  }

  public static WebhookDialects load() {
    return load(WebhookDialects.class.getClassLoader());
  }

  /**
   * @param loader that sees ours and those of plugins
   */
  public static WebhookDialects load(ClassLoader loader) {
    return new WebhookDialects(ServiceLoader.load(WebhookDialect.class, loader));
  }

  public static WebhookDialects of(Collection<? extends WebhookDialect> dialects) {
    return new WebhookDialects(List.copyOf(dialects));
  }

  private void add(WebhookDialect dialect) {
    String name = dialect.provider();
    if (!NAME.matcher(name).matches()) {
      throw new IllegalStateException(
          "webhooks: '%s' of %s (expected: a name of lower-case letters, digits and -)"
              .formatted(name, dialect.getClass().getName()));
    }
    WebhookDialect other = byName.putIfAbsent(name, dialect);
    if (other != null) {
      throw new IllegalStateException(
          "webhooks: '%s' is the name of %s and of %s (expected: one)"
              .formatted(name, other.getClass().getName(), dialect.getClass().getName()));
    }
  }

  public Collection<WebhookDialect> all() {
    return byName.values();
  }

  public Collection<String> names() {
    return byName.keySet();
  }

  public Optional<WebhookDialect> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
