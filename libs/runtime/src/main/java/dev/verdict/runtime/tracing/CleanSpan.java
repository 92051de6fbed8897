package dev.verdict.runtime.tracing;

import dev.verdict.runtime.logging.Masking;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A span as it may leave: no query, since a link that lets in has its secret there; of addresses
 * that we call only the host, since some chat systems have theirs in the path; no long parts of
 * paths; no exceptions, whose messages quote what somebody wrote.
 */
final class CleanSpan extends DelegatingSpanData {
  private static final AttributeKey<String> SERVED = AttributeKey.stringKey("http.url");
  private static final AttributeKey<String> CALLED = AttributeKey.stringKey("url.full");
  private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");

  /** Of an id or a commit; what is longer could let somebody in. */
  private static final int LONGEST_PART = 40;

  private final Attributes attributes;

  CleanSpan(SpanData made) {
    super(made);
    this.attributes = clean(made.getAttributes());
  }

  private static Attributes clean(Attributes made) {
    var builder = made.toBuilder().remove(SERVED).remove(QUERY);
    String called = made.get(CALLED);
    if (called != null) {
      builder.put(CALLED, host(called));
    }
    String path = made.get(PATH);
    if (path != null) {
      builder.put(PATH, path(path));
    }
    return builder.build();
  }

  static String host(String url) {
    try {
      URI parsed = URI.create(url);
      String port = parsed.getPort() < 0 ? "" : ":" + parsed.getPort();
      return parsed.getScheme() + "://" + parsed.getHost() + port;
    } catch (IllegalArgumentException odd) {
      return "";
    }
  }

  static String path(String path) {
    return Masking.mask(
        Arrays.stream(path.split("/", -1))
            .map(part -> part.length() > LONGEST_PART ? Masking.MASK : part)
            .collect(Collectors.joining("/")));
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public int getTotalAttributeCount() {
    return attributes.size();
  }

  @Override
  public List<EventData> getEvents() {
    return List.of();
  }

  @Override
  public int getTotalRecordedEvents() {
    return 0;
  }
}
