package dev.verdict.coordinator.inbound.http;

import dev.verdict.contract.event.PublicAddress;
import dev.verdict.runtime.http.Call;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * {@code /asyncapi.yaml} and {@code /schemas/events/{name}.json}: what events look like, for
 * anybody, as the header {@code ce_dataschema} of each says.
 */
public final class EventSchemasApi {
  private static final Pattern NAME = Pattern.compile("[a-z-]{1,40}\\.[a-z]{1,20}\\.json");
  private static final String AN_HOUR = "public, max-age=3600";

  private final Map<String, Optional<String>> texts = new ConcurrentHashMap<>();

  public void register(Operations operations) {
    operations
        .open("eventsDescription", call -> reply("/asyncapi.yaml", "application/yaml"))
        .open("eventSchema", this::schema);
  }

  private Future<Reply> schema(Call call) {
    String file = call.path("file");
    if (!NAME.matcher(file).matches()) {
      throw Fail.notFound("schema", file);
    }
    return reply(PublicAddress.SCHEMAS + file, "application/schema+json");
  }

  private Future<Reply> reply(String path, String type) {
    // Only what is there is kept: names that nobody has must not fill the memory.
    Optional<String> text = Optional.ofNullable(texts.get(path)).orElseGet(() -> read(path));
    if (text.isEmpty()) {
      throw Fail.notFound("schema", path.substring(path.lastIndexOf('/') + 1));
    }
    texts.putIfAbsent(path, text);
    return Future.succeededFuture(
        Reply.text(200, type, text.get()).header("Cache-Control", AN_HOUR));
  }

  private static Optional<String> read(String path) {
    try (InputStream file = PublicAddress.class.getResourceAsStream(path)) {
      return file == null
          ? Optional.empty()
          : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
