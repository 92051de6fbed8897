package dev.verdict.plugin.ci.http;

import dev.verdict.plugin.ci.ArtifactSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is sent with a request. */
public sealed interface ApiBody {
  String contentType();

  long size();

  /** In memory. */
  record Bytes(String contentType, Buffer bytes) implements ApiBody {
    @Override
    public long size() {
      return bytes.length();
    }
  }

  /** Streamed; {@code before} and {@code after} are the frame of a form part. */
  record Streamed(String contentType, Buffer before, ArtifactSource source, Buffer after)
      implements ApiBody {
    @Override
    public long size() {
      return before.length() + source.size() + after.length();
    }
  }

  static ApiBody json(JsonObject object) {
    return new Bytes("application/json", object.toBuffer());
  }

  static ApiBody json(JsonArray array) {
    return new Bytes("application/json", array.toBuffer());
  }

  static ApiBody text(String contentType, String text) {
    return new Bytes(contentType, Buffer.buffer(text));
  }

  static ApiBody form(Map<String, String> fields) {
    String text =
        fields.entrySet().stream()
            .map(each -> Encoding.segment(each.getKey()) + "=" + Encoding.segment(each.getValue()))
            .collect(Collectors.joining("&"));
    return new Bytes("application/x-www-form-urlencoded", Buffer.buffer(text));
  }

  static ApiBody raw(String contentType, ArtifactSource source) {
    return new Streamed(contentType, Buffer.buffer(), source, Buffer.buffer());
  }

  /** One file as a form of type multipart. */
  static ApiBody file(String field, String fileName, String contentType, ArtifactSource source) {
    String boundary = "verdict-" + UUID.randomUUID();
    String safe = fileName.replace("\\", "\\\\").replace("\"", "%22").replaceAll("[\r\n]", " ");
    String before =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(boundary, field, safe, contentType);
    return new Streamed(
        "multipart/form-data; boundary=" + boundary,
        Buffer.buffer(before),
        source,
        Buffer.buffer("\r\n--" + boundary + "--\r\n"));
  }
}
