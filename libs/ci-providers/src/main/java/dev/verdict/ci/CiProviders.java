package dev.verdict.ci;

import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** All CI systems that Verdict can speak to, by name: ours and those of plugins. */
public final class CiProviders {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private final Map<String, CiProviderFactory> byName = new TreeMap<>();

  private CiProviders(Iterable<CiProviderFactory> factories) {
    factories.forEach(this::add);
  }

  public static CiProviders load() {
    return load(CiProviders.class.getClassLoader());
  }

  /**
   * @param loader that sees ours and those of plugins
   */
  public static CiProviders load(ClassLoader loader) {
    return new CiProviders(ServiceLoader.load(CiProviderFactory.class, loader));
  }

  public static CiProviders of(Collection<? extends CiProviderFactory> factories) {
    return new CiProviders(List.copyOf(factories));
  }

  private void add(CiProviderFactory factory) {
    String name = factory.name();
    if (!NAME.matcher(name).matches()) {
      throw new IllegalStateException(
          "CI provider: '%s' of %s (expected: a name of lower-case letters, digits and -)"
              .formatted(name, factory.getClass().getName()));
    }
    CiProviderFactory other = byName.putIfAbsent(name, factory);
    if (other != null) {
      throw new IllegalStateException(
          "CI provider: '%s' is the name of %s and of %s (expected: one)"
              .formatted(name, other.getClass().getName(), factory.getClass().getName()));
    }
  }

  public Collection<CiProviderFactory> all() {
    return byName.values();
  }

  /** Fails with a {@link ConfigurationError} that names those that there are. */
  public CiProviderFactory named(String name) {
    CiProviderFactory factory = byName.get(name);
    if (factory == null) {
      throw new ConfigurationError(
          Failure.of(
              name,
              Operation.INITIALIZE,
              "no provider of this name",
              "expected: one of " + String.join(", ", byName.keySet())));
    }
    return factory;
  }
}
