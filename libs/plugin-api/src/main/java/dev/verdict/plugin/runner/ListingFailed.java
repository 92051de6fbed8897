package dev.verdict.plugin.runner;

/** A tool could not list its tests. The message is for the person who wrote them. */
public class ListingFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public ListingFailed(String message) {
    super(message);
  }
}
