package dev.verdict.plugin.runner;

import java.io.IOException;
import java.nio.file.Path;

/** Makes JUnit XML out of what a tool says on its standard output, for tools that write no file. */
public interface OutputConverter {
  /**
   * Reads the whole standard output of the execution and writes reports where {@link
   * TestRunner#reports} says. It is called once after the command has ended, also when it was
   * killed: then the last line may be cut, and a test that began and did not end is an error.
   */
  void convert(RunnerTask task, Path standardOutput) throws IOException;

  /**
   * What a person reads in the log in place of a line of the tool.
   *
   * @param line without its end
   * @return with its end; empty to show nothing
   */
  default String readable(String line) {
    return line + "\n";
  }
}
