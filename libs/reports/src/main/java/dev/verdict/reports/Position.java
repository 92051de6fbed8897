package dev.verdict.reports;

/** A place in a report file. Both count from 1; 0 is for what concerns the file as a whole. */
public record Position(int line, int column) {
  public static final Position WHOLE_FILE = new Position(0, 0);
}
