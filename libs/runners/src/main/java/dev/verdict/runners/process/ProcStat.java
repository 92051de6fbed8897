package dev.verdict.runners.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The fields of {@code /proc/<pid>/stat} that we use. See proc(5). */
record ProcStat(long pid, char state, long parent, long group, long session, long startTime) {

  static Optional<ProcStat> read(Path processDirectory) {
    try {
      byte[] bytes = Files.readAllBytes(processDirectory.resolve("stat"));
      return Optional.of(parse(new String(bytes, StandardCharsets.ISO_8859_1)));
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException ended) {
      return Optional.empty();
    }
  }

  /** The second field is the program's name in parentheses and may itself hold any character. */
  static ProcStat parse(String line) {
    int nameEnd = line.lastIndexOf(')');
    long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
    String[] rest = line.substring(nameEnd + 2).split(" ");
    return new ProcStat(
        pid,
        rest[0].charAt(0),
        Long.parseLong(rest[1]),
        Long.parseLong(rest[2]),
        Long.parseLong(rest[3]),
        Long.parseLong(rest[19]));
  }

  boolean hasEnded() {
    return state == 'Z' || state == 'X';
  }
}
