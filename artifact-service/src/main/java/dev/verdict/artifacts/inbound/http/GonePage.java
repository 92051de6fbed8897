package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.Artifact;
import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.artifacts.usecase.links.FollowLink;
import dev.verdict.plugin.ci.RemoteArtifact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person reads who follows a link to something that is gone: what it was, why it went, and
 * when.
 */
final class GonePage {
  private static final String TEMPLATE = load();
  private static final String UNTOLD = "not told";
  private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private GonePage() {}

  static String of(Artifact artifact, Artifact.Deletion deletion) {
    return page(
        Map.of(
            "where", "here",
            "name", artifact.name(),
            "path", artifact.path(),
            "type", artifact.type().word(),
            "size", size(artifact.sizeBytes()),
            "sha256", artifact.digest().hex(),
            "run", artifact.place().runId().toString(),
            "created", time(artifact.createdAt()),
            "gone", time(deletion.at()),
            "reason", deletion.reason()));
  }

  /** What a CI system kept, or did not say, of a file that it has no more. */
  static String of(FollowLink.Way.Gone gone) {
    CiRun run = gone.file().run();
    RemoteArtifact file = gone.file().artifact();
    Map<String, String> values = new HashMap<>();
    values.put("where", "by " + run.provider());
    values.put("name", file.name());
    values.put("path", file.name());
    values.put("type", file.contentType() == null ? "a file" : file.contentType());
    values.put("size", file.size() == null ? UNTOLD : size(file.size()));
    values.put("sha256", file.digest() == null ? UNTOLD : file.digest().replace("sha256:", ""));
    values.put("run", run.words());
    values.put("created", file.createdAt() == null ? UNTOLD : time(file.createdAt()));
    values.put("gone", gone.since() == null ? "some time ago" : time(gone.since()));
    values.put("reason", gone.why());
    return page(values);
  }

  private static String page(Map<String, String> values) {
    return SLOT.matcher(TEMPLATE)
        .replaceAll(
            slot -> Matcher.quoteReplacement(escape(values.getOrDefault(slot.group(1), ""))));
  }

  private static String time(Instant time) {
    return TIME.format(time);
  }

  private static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    double size = bytes / 1024.0;
    String[] units = {"KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    while (size >= 1024 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, units[unit]);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String load() {
    try (InputStream in = GonePage.class.getResourceAsStream("/pages/gone.html")) {
      if (in == null) {
        throw new IllegalStateException("pages/gone.html (expected: on the class path)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("pages/gone.html", e);
    }
  }
}
