package dev.verdict.reporter;

import dev.verdict.ci.ConfiguredProviders;
import dev.verdict.reporter.domain.telling.Surface;
import dev.verdict.reporter.usecase.telling.TellingRules;
import dev.verdict.reporter.usecase.telling.TellingRules.CommentWhen;
import dev.verdict.reporter.usecase.telling.TellingRules.Format;
import dev.verdict.reports.write.markdown.CommentTemplate;
import dev.verdict.runtime.settings.Secret;
import dev.verdict.runtime.settings.SettingsReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How runs are told in their CI systems.
 *
 * @param providers the settings of each CI system that may be told
 */
public record TellingSettings(TellingRules rules, Map<String, Map<String, String>> providers) {
  public static final TellingSettings NOBODY = new TellingSettings(TellingRules.USUAL, Map.of());
  private static final int LONGEST_TEMPLATE = 20_000;

  public static TellingSettings from(SettingsReader reader) {
    TellingRules usual = TellingRules.USUAL;
    Duration second = Duration.ofSeconds(1);
    Duration day = Duration.ofDays(1);
    return new TellingSettings(
        new TellingRules(
            surfaces(reader),
            Format.valueOf(
                reader
                    .oneOf("status_update_format", "detailed", "minimal", "basic", "detailed")
                    .toUpperCase(Locale.ROOT)),
            reader.duration("update_interval", usual.interval(), second, day),
            reader.flag("update_on_completion_only", usual.onCompletionOnly()),
            context(reader, usual),
            comment(reader),
            template(reader),
            reader.flag("pr_update_existing_comments", usual.oneComment()),
            reader.list("reporting.base_branches", usual.baseBranches()),
            reader.number("reporting.concurrency", usual.concurrency(), 1, 1_000),
            reader.duration("reporting.lease", usual.lease(), Duration.ofSeconds(3), day),
            reader.duration("reporting.poll", usual.poll(), Duration.ofMillis(100), day),
            reader.duration(
                "reporting.give_up_after", usual.giveUpAfter(), second, day.multipliedBy(365)),
            reader.url("http.public_url").optional().map(TellingSettings::withoutSlash)),
        providers(reader));
  }

  private static Set<Surface> surfaces(SettingsReader reader) {
    Set<Surface> surfaces = EnumSet.noneOf(Surface.class);
    for (String word : reader.list("reporting.surfaces", Surface.words())) {
      if (Surface.words().contains(word)) {
        surfaces.add(Surface.of(word));
      } else {
        reader.mistake("reporting.surfaces", word, "any of " + String.join(", ", Surface.words()));
      }
    }
    if (!reader.flag("enable_status_updates", true)) {
      surfaces.removeAll(Set.of(Surface.TEST_RUN, Surface.BUILD_STATUS));
    }
    if (!reader.flag("enable_pr_comments", true)) {
      surfaces.remove(Surface.PR_COMMENT);
    }
    return surfaces;
  }

  private static String context(SettingsReader reader, TellingRules usual) {
    String context = reader.text("reporting.context").orElse(usual.context());
    if (!context.contains("{suite}")) {
      reader.mistake("reporting.context", context, "a text with {suite} in it");
    }
    return context;
  }

  private static CommentWhen comment(SettingsReader reader) {
    boolean onFailure = reader.flag("pr_comment_on_failure_only", false);
    boolean onChange = reader.flag("reporting.comment_on_change_only", false);
    if (onFailure && onChange) {
      reader.mistake(
          "reporting.comment_on_change_only",
          "true",
          "false, as pr_comment_on_failure_only is true");
    }
    return onFailure
        ? CommentWhen.ON_FAILURE
        : onChange ? CommentWhen.ON_CHANGE : CommentWhen.ALWAYS;
  }

  private static CommentTemplate template(SettingsReader reader) {
    String name = reader.text("pr_comment_template").orElse("default");
    Optional<CommentTemplate> ours = CommentTemplate.named(name);
    if (ours.isPresent()) {
      return ours.get();
    }
    try {
      Path file = Path.of(name);
      if (Files.size(file) > LONGEST_TEMPLATE) {
        reader.mistake(
            "pr_comment_template", name, "a file of at most " + LONGEST_TEMPLATE + " bytes");
        return CommentTemplate.DEFAULT;
      }
      return CommentTemplate.parse(Files.readString(file));
    } catch (IOException | InvalidPathException e) {
      reader.mistake(
          "pr_comment_template", name, "default, minimal, detailed, or a file that can be read");
    } catch (IllegalArgumentException e) {
      reader.mistake("pr_comment_template", name, String.valueOf(e.getMessage()));
    }
    return CommentTemplate.DEFAULT;
  }

  private static Map<String, Map<String, String>> providers(SettingsReader reader) {
    return ConfiguredProviders.settings(
        key -> reader.text(key).optional(),
        key -> reader.secret(key).optional().map(Secret::reveal),
        reader::mistake);
  }

  private static URI withoutSlash(URI url) {
    String text = url.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
  }
}
