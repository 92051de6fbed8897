package dev.verdict.runtime.http;

import dev.verdict.contract.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer. */
public sealed interface Reply {
  int status();

  Map<String, String> headers();

  /** The same answer with one more header. */
  Reply header(String name, String value);

  /** One that is held in memory. */
  record Whole(int status, Map<String, String> headers, Buffer body) implements Reply {
    public Whole {
      headers = Map.copyOf(headers);
    }

    @Override
    public Whole header(String name, String value) {
      return new Whole(status, with(headers, name, value), body);
    }
  }

  /** One that is read while it is sent, with back-pressure. */
  record Streamed(int status, Map<String, String> headers, ReadStream<Buffer> body)
      implements Reply {
    public Streamed {
      headers = Map.copyOf(headers);
    }

    @Override
    public Streamed header(String name, String value) {
      return new Streamed(status, with(headers, name, value), body);
    }
  }

  /** A part of a file on this machine, that the system sends by itself. */
  record OfFile(int status, Map<String, String> headers, Path file, long from, long length)
      implements Reply {
    public OfFile {
      headers = Map.copyOf(headers);
    }

    @Override
    public OfFile header(String name, String value) {
      return new OfFile(status, with(headers, name, value), file, from, length);
    }
  }

  /** Sent as it is, not compressed on the way. */
  static OfFile file(int status, String contentType, Path file, long from, long length) {
    return new OfFile(
        status,
        Map.of("Content-Type", contentType, "Content-Encoding", "identity"),
        file,
        from,
        length);
  }

  static Whole json(int status, Object body) {
    return bytes(status, "application/json", Buffer.buffer(Json.bytes(body)));
  }

  static Whole created(String location, Object body) {
    return json(201, body).header("Location", location);
  }

  static Whole text(int status, String contentType, String body) {
    return bytes(status, contentType, Buffer.buffer(body.getBytes(StandardCharsets.UTF_8)));
  }

  static Whole bytes(int status, String contentType, Buffer body) {
    return new Whole(status, Map.of("Content-Type", contentType), body);
  }

  static Whole empty(int status) {
    return new Whole(status, Map.of(), Buffer.buffer());
  }

  /** 302: look there now, but ask here again the next time. */
  static Whole redirect(String location) {
    return empty(302).header("Location", location);
  }

  /** Sent as it is, not compressed on the way. Set {@code Content-Length} where it is known. */
  static Streamed stream(int status, String contentType, ReadStream<Buffer> body) {
    return new Streamed(
        status, Map.of("Content-Type", contentType, "Content-Encoding", "identity"), body);
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return more;
  }
}
