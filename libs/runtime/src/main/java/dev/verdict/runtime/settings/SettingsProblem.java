package dev.verdict.runtime.settings;

import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with the settings, in one message. */
public final class SettingsProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<SettingMistake> mistakes;

  public SettingsProblem(List<SettingMistake> mistakes) {
    super(
        mistakes.stream()
            .map(mistake -> "  " + mistake)
            .collect(
                Collectors.joining(
                    "\n",
                    mistakes.size() == 1
                        ? "1 setting is wrong:\n"
                        : mistakes.size() + " settings are wrong:\n",
                    "")));
    this.mistakes = List.copyOf(mistakes);
  }

  public List<SettingMistake> mistakes() {
    return mistakes;
  }
}
