package dev.verdict.runtime.settings;

import org.jspecify.annotations.Nullable;

/**
 * What holds for one key.
 *
 * @param value masked where it is a secret; absent if the key has no value
 */
public record EffectiveSetting(String key, @Nullable String value, Origin origin) {}
