package dev.verdict.cli.doctor;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How one thing is. */
enum Standing {
  @JsonProperty("well")
  WELL,
  /** Not wrong, and worth knowing. */
  @JsonProperty("note")
  NOTE,
  @JsonProperty("wrong")
  WRONG,
  /** Nobody could look, for a reason that the finding gives. */
  @JsonProperty("skipped")
  SKIPPED
}
