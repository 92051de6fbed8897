package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.Span;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.Problem;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Reply;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Range} of a request, RFC 9110 section 14. */
final class ByteRange {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  private ByteRange() {}

  /** Nothing in it can be had. */
  static final class Unsatisfiable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long size;

    Unsatisfiable(String header, long size) {
      super("Range: " + header + " (expected: within " + size + " bytes)", null, false, false);
      this.size = size;
    }

    Reply reply() {
      Problem told = Fail.of(416, "Range not satisfiable", getMessage()).problem();
      return Reply.bytes(416, Problem.MEDIA_TYPE, Buffer.buffer(Json.bytes(told)))
          .header("Content-Range", "bytes */" + size);
    }
  }

  /** The part; empty for the whole, also when several parts are asked for or the header is none. */
  static Optional<Span> of(String header, long size) {
    Matcher range = ONE.matcher(header.replace(" ", ""));
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return Optional.empty();
    }
    long from;
    long to = size;
    if (range.group(1).isEmpty()) {
      long last = Long.parseLong(range.group(2));
      from = last == 0 ? size : Math.max(0, size - last);
    } else {
      from = Long.parseLong(range.group(1));
      if (!range.group(2).isEmpty()) {
        long end = Long.parseLong(range.group(2));
        if (end < from) {
          return Optional.empty();
        }
        to = Math.min(size, end + 1);
      }
    }
    if (from >= size) {
      throw new Unsatisfiable(header, size);
    }
    return Optional.of(new Span(from, to));
  }
}
