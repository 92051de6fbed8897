package dev.verdict.plugin.ci;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A comment as it stands in the CI system. */
public record PostedComment(String id, @Nullable URI url, boolean created) {}
