package dev.verdict.runners.process;

import java.io.IOException;

/** The program of a command is not on this machine. The message says where it was looked for. */
public class ProgramNotFound extends IOException {
  private static final long serialVersionUID = 1L;

  public ProgramNotFound(String message) {
    super(message);
  }
}
