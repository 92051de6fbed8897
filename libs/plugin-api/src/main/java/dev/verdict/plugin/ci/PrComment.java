package dev.verdict.plugin.ci;

import org.jspecify.annotations.Nullable;

/**
 * A comment on a pull request.
 *
 * @param key which of our comments, such as the suite: the comment with the same key is edited;
 *     null makes a new one each time
 * @param body Markdown without a marker, which the provider adds
 */
public record PrComment(String prNumber, @Nullable String key, String body) {}
