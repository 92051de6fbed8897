package dev.verdict.testkit.webhook;

import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A delivery in a file: {@code push.http} has headers, an empty line and the body, {@code
 * push.expected} what has to be made of it, one event a line.
 */
public record RecordedWebhook(String name, InboundRequest request, String expected) {
  private static final String RECORD = ".http";

  /** All of a directory of resources beside a class. */
  public static List<RecordedWebhook> of(Class<?> beside, String directory) {
    URL place = beside.getResource(directory);
    if (place == null) {
      throw new IllegalStateException(
          "no resources in %s beside %s".formatted(directory, beside.getName()));
    }
    try (Stream<Path> files = Files.list(Path.of(place.toURI()))) {
      return files
          .filter(each -> each.toString().endsWith(RECORD))
          .sorted()
          .map(RecordedWebhook::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static RecordedWebhook read(Path file) {
    try {
      String name = file.getFileName().toString().replace(RECORD, "");
      String[] parts = Files.readString(file).split("\n\n", 2);
      byte[] body = parts[1].strip().getBytes(StandardCharsets.UTF_8);
      Path expected = file.resolveSibling(name + ".expected");
      return new RecordedWebhook(
          name,
          new InboundRequest(headers(parts[0]), Map.of(), body, body),
          Files.exists(expected) ? Files.readString(expected).strip() : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, List<String>> headers(String lines) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String line : lines.strip().split("\n")) {
      String[] parts = line.split(": ", 2);
      headers.put(parts[0], List.of(parts[1].strip()));
    }
    return headers;
  }

  /** As it is written in {@code .expected}. */
  static String told(List<CiEvent> events) {
    return events.stream()
        .map(each -> each.toString().replace("\n", "\\n").replace("\r", "\\r"))
        .collect(Collectors.joining("\n"));
  }
}
