package dev.verdict.reports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of {@link Problem}. The sentence explains the kind to a person. */
public enum ProblemCode {
  UNREADABLE("the file could not be read"),
  EMPTY_FILE("the file has no content"),
  WRONG_FORMAT("the file has another format"),
  CUT("the file ends in the middle"),
  NOT_WELL_FORMED("the file is not well-formed XML"),
  DOCTYPE("the file has a document type declaration, which is never read"),
  BARE_AMPERSAND("an ampersand is not escaped, or refers to an entity, which is never expanded"),
  TOO_LARGE("a part of the file is larger than any real report"),
  COUNT_MISMATCH("the counts that the file declares contradict what it holds"),
  BAD_COUNT("a declared count is not a number"),
  BAD_TIME("a time is not a number of seconds"),
  ENCODING("the encoding is not the declared one"),
  ILLEGAL_CHARACTER("the file holds characters that XML forbids"),
  LEADING_SPACE("there is white space before the XML declaration"),
  NAMELESS_CASE("a test case has no name"),
  UNKNOWN_STATUS("the status of a test case is not a known word"),
  UNKNOWN_ELEMENT("a test case holds an element that is not a known one"),
  FAILURE_OUTSIDE_CASE("a suite failed outside of its test cases"),
  EMPTY_REPORT("the report holds no test"),
  DUPLICATE("the same thing was reported twice");

  private final String sentence;

  ProblemCode(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
