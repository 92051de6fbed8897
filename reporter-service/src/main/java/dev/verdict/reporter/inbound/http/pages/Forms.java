package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.runtime.http.Fail;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Forms that browsers send. */
final class Forms {
  private static final int LARGEST = 16 * 1024;
  private static final long SECONDS = 10;

  private Forms() {}

  /**
   * Whether a page of ours sent it. New browsers say so; of older ones the origin is compared, and
   * who sends neither is no browser.
   */
  static boolean isOurs(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    String origin = request.getHeader("Origin");
    HostAndPort asked = request.authority();
    return origin == null || (asked != null && authority(origin).equals(asked.toString()));
  }

  private static String authority(String origin) {
    try {
      return String.valueOf(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** A place of ours to go to; whoever made the link must not send anybody elsewhere. */
  static @Nullable String ownPath(@Nullable String next) {
    boolean ours =
        next != null
            && next.length() < 2_000
            && next.startsWith("/")
            && !next.startsWith("//")
            && next.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\');
    return ours ? next : null;
  }

  static Future<Map<String, String>> read(HttpServerRequest request) {
    Promise<Map<String, String>> form = Promise.promise();
    Buffer body = Buffer.buffer();
    request.exceptionHandler(form::tryFail);
    request.handler(
        piece -> {
          body.appendBuffer(piece);
          if (body.length() > LARGEST) {
            request.pause();
            form.tryFail(Fail.tooLarge(LARGEST));
          }
        });
    request.endHandler(
        end -> {
          try {
            form.tryComplete(fields(body));
          } catch (IllegalArgumentException undecodable) {
            form.tryFail(Fail.badField("body", "it cannot be decoded", "a form"));
          }
        });
    request.resume();
    return form.future().timeout(SECONDS, TimeUnit.SECONDS);
  }

  private static Map<String, String> fields(Buffer body) {
    Map<String, String> fields = new LinkedHashMap<>();
    new QueryStringDecoder(body.toString(), StandardCharsets.UTF_8, false, 20)
        .parameters()
        .forEach((name, values) -> fields.put(name, values.getFirst()));
    return fields;
  }
}
