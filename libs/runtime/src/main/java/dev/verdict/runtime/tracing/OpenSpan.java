package dev.verdict.runtime.tracing;

import java.util.Optional;

/** Something that is going on. Whoever began it ends it, once; a second end changes nothing. */
public interface OpenSpan {
  /** What those who belong to it are told, as W3C Trace Context; absent where nothing is traced. */
  Optional<String> traceparent();

  void end();

  void failed(Throwable why);
}
