package dev.verdict.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The words of an option that takes several: up to the next option, or to a directory that exists,
 * which is the DIR behind them. The first word belongs to the option whatever it is.
 */
final class WordsBeforeDirectory implements IParameterConsumer {
  @Override
  @SuppressWarnings("JdkObsolete") // Picocli hands out a Stack.
  public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
    List<String> taken = new ArrayList<>();
    while (!words.isEmpty()
        && !isOption(words.peek())
        && (taken.isEmpty() || !isDirectory(words.peek()))) {
      taken.add(words.pop());
    }
    if (taken.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), option.paramLabel() + ": missing (expected: at least one)");
    }
    List<String> all = new ArrayList<>(option.<List<String>>getValue());
    all.addAll(taken);
    option.setValue(all);
  }

  private static boolean isOption(String word) {
    return word.startsWith("-") && word.length() > 1;
  }

  private static boolean isDirectory(String word) {
    return Files.isDirectory(Path.of(word));
  }
}
