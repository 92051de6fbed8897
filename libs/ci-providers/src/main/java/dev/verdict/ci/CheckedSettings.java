package dev.verdict.ci;

import dev.verdict.plugin.ci.ProviderSetting;
import dev.verdict.plugin.ci.ProviderSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings as they hold: what was given, else what the environment of the CI system says, else the
 * default. All faults are found together.
 */
final class CheckedSettings implements ProviderSettings {
  private final Map<String, String> values = new HashMap<>();
  private final Set<String> secrets = new HashSet<>();
  private final List<SettingFault> faults = new ArrayList<>();

  CheckedSettings(
      Collection<ProviderSetting> known,
      Map<String, String> given,
      Map<String, String> environment) {
    Map<String, String> named = new HashMap<>();
    // A variable of the environment has lost the difference between a dot and an underscore.
    given.forEach((name, value) -> named.put(name.replace('.', '_').replace('-', '_'), value));
    for (ProviderSetting each : known) {
      read(each, Optional.ofNullable(named.remove(each.name())).orElse(""), environment);
    }
    String names = String.join(", ", known.stream().map(ProviderSetting::name).sorted().toList());
    named.keySet().stream()
        .sorted()
        .forEach(name -> faults.add(new SettingFault(name, "unknown", "one of " + names)));
  }

  private void read(ProviderSetting setting, String given, Map<String, String> environment) {
    String text = given.strip();
    for (String variable : setting.variables()) {
      if (text.isEmpty()) {
        text = environment.getOrDefault(variable, "").strip();
      }
    }
    if (text.isEmpty() && setting.fallback() != null) {
      text = setting.fallback();
    }
    if (text.isEmpty()) {
      if (setting.required()) {
        faults.add(new SettingFault(setting.name(), null, setting.kind().expected()));
      }
      return;
    }
    if (!SettingText.fits(setting.kind(), text)) {
      fault(setting, text, setting.kind().expected());
      return;
    }
    if (SettingText.hasUserInfo(setting.kind(), text)
        && !setting.name().equals(HostSettings.PROXY)) {
      fault(setting, text, "a URL without user and password: they have settings of their own");
      return;
    }
    values.put(setting.name(), text);
    if (setting.secret()) {
      secrets.add(text);
    }
  }

  private void fault(ProviderSetting setting, String text, String expected) {
    faults.add(new SettingFault(setting.name(), SettingText.shown(setting, text), expected));
  }

  List<SettingFault> faults() {
    return List.copyOf(faults);
  }

  Set<String> secrets() {
    return Set.copyOf(secrets);
  }

  @Override
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  @Override
  public Duration duration(String name) {
    Duration duration = SettingText.duration(required(name));
    if (duration == null) {
      throw new IllegalArgumentException(name + ": unchecked (expected: a duration)");
    }
    return duration;
  }
}
