package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.Json;
import dev.verdict.plugin.webhook.InboundRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A request as it was kept, without the secrets that proved who sent it. */
final class KeptRequest {
  private KeptRequest() {}

  static InboundRequest of(Row row) {
    byte[] content = content(row);
    return new InboundRequest(headers(row), query(row), content, content);
  }

  static byte[] content(Row row) {
    @Nullable Buffer body = row.getBuffer("body");
    if (body == null) {
      return new byte[0];
    }
    if (!row.getBoolean("gzip")) {
      return body.getBytes();
    }
    // We packed it ourselves, so it is as large as it was when it came in.
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body.getBytes()))) {
      return unpacked.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("webhook_deliveries.body", e);
    }
  }

  static Map<String, List<String>> headers(Row row) {
    Map<String, List<String>> headers = new HashMap<>();
    Json.tree(bytes(row, "headers"))
        .properties()
        .forEach(
            header ->
                headers.put(
                    header.getKey(),
                    header.getValue().valueStream().map(value -> value.asText()).toList()));
    return headers;
  }

  static Map<String, String> query(Row row) {
    Map<String, String> query = new HashMap<>();
    Json.tree(bytes(row, "query"))
        .properties()
        .forEach(one -> query.put(one.getKey(), one.getValue().asText()));
    return query;
  }

  private static byte[] bytes(Row row, String column) {
    return row.getValue(column).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
