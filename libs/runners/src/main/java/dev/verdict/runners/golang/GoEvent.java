package dev.verdict.runners.golang;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of {@code go test -json}. See {@code go doc test2json}. */
@JsonIgnoreProperties(ignoreUnknown = true)
record GoEvent(
    @JsonProperty("Action") @Nullable String action,
    @JsonProperty("Package") @Nullable String packagePath,
    @JsonProperty("Test") @Nullable String test,
    @JsonProperty("Output") @Nullable String output,
    @JsonProperty("Elapsed") double seconds) {

  private static final ObjectReader READER = new ObjectMapper().readerFor(GoEvent.class);

  /** Empty for a line that is not an event: the tool also writes some plain ones. */
  static Optional<GoEvent> parse(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      GoEvent event = READER.readValue(line);
      return event.action() == null ? Optional.empty() : Optional.of(event);
    } catch (JsonProcessingException notAnEvent) {
      return Optional.empty();
    }
  }
}
