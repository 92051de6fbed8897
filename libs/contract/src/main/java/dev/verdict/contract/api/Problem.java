package dev.verdict.contract.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9457.
 *
 * @param errors each with the field, the value and what was expected
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    @Nullable String instance,
    List<Fault> errors) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /** One thing that is wrong with a request. */
  public record Fault(String field, @Nullable Object value, String expected) {}
}
