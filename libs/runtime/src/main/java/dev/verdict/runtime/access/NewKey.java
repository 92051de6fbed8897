package dev.verdict.runtime.access;

import dev.verdict.runtime.settings.Secret;

/** A key that was just made. Its secret is shown this once and cannot be found again. */
public record NewKey(ApiKey key, Secret secret) {}
