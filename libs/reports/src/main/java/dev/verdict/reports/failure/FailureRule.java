package dev.verdict.reports.failure;

import java.util.List;

/**
 * One way to recognise a class of failures.
 *
 * @param place where the words must stand
 * @param words in lower case; one of them is enough
 * @param reason why that means this class, for the person who doubts it
 */
public record FailureRule(
    FailureClass failureClass, Place place, List<String> words, String reason) {

  /** Where to look. */
  public enum Place {
    /** The kind of failure that the report names, such as an exception's class. */
    TYPE,
    /** The beginning of the message. */
    START,
    /** Type and message. */
    SAID,
    /** Type, message and stack. */
    ANYWHERE
  }

  static FailureRule of(FailureClass failureClass, Place place, String reason, String... words) {
    return new FailureRule(failureClass, place, List.of(words), reason);
  }

  boolean matches(FailureText text) {
    String where =
        switch (place) {
          case TYPE -> text.type();
          case START, SAID -> text.said();
          case ANYWHERE -> text.all();
        };
    for (String word : words) {
      if (place == Place.START ? where.startsWith(word) : where.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
