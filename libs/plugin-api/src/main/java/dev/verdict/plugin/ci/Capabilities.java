package dev.verdict.plugin.ci;

import java.util.EnumMap;
import java.util.Map;

/** What a provider has of each {@link Capability}. */
public final class Capabilities {
  private final Map<Capability, Support> support = new EnumMap<>(Capability.class);

  private Capabilities() {}

  /** Everything by its own API; say what differs with {@link #fallback} and {@link #absent}. */
  public static Capabilities all() {
    Capabilities all = new Capabilities();
    for (Capability each : Capability.values()) {
      all.support.put(each, new Support.Native());
    }
    return all;
  }

  public Capabilities fallback(Capability capability, String reason, String instead) {
    return with(capability, new Support.Fallback(reason, instead));
  }

  public Capabilities absent(Capability capability, String reason, String instead) {
    return with(capability, new Support.Absent(reason, instead));
  }

  public Support of(Capability capability) {
    Support found = support.get(capability);
    return found == null ? new Support.Native() : found;
  }

  public boolean works(Capability capability) {
    return of(capability).works();
  }

  public Map<Capability, Support> asMap() {
    return new EnumMap<>(support);
  }

  private Capabilities with(Capability capability, Support how) {
    Capabilities changed = new Capabilities();
    changed.support.putAll(support);
    changed.support.put(capability, how);
    return changed;
  }
}
