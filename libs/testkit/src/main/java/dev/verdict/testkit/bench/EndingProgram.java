package dev.verdict.testkit.bench;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs the program that is named first, and ends with it. A benchmark that breaks off would
 * otherwise stay for ever: the event loops and servers that it started know nothing of it.
 */
public final class EndingProgram {
  private EndingProgram() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    try {
      Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException thrown) {
      thrown.getTargetException().printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }
}
