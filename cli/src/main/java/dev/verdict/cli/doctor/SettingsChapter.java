package dev.verdict.cli.doctor;

import dev.verdict.runtime.settings.EffectiveSetting;
import dev.verdict.runtime.settings.Origin;
import dev.verdict.runtime.settings.SettingMistake;
import dev.verdict.runtime.settings.SettingsProblem;
import dev.verdict.runtime.settings.SettingsReader;
import java.util.ArrayList;
import java.util.List;

/** What is set, from where, and all that is wrong with it. */
final class SettingsChapter {
  static final String NAME = "settings";

  /** A worker needs one, and whoever asks need not be a worker. */
  private static final String ENROLL_KEY = "worker.enroll_key";

  private SettingsChapter() {}

  static Chapter look(SettingsReader read) {
    List<Finding> findings = new ArrayList<>();
    List<EffectiveSetting> set = set(read);
    findings.add(
        set.isEmpty()
            ? Finding.well("nothing is set: the defaults of docs/configuration.md hold")
            : Finding.well(
                set.size() + " set, " + (read.effective().size() - set.size()) + " as by default"));
    set.forEach(
        each ->
            findings.add(
                Finding.note(each.key() + " = " + each.value() + "   (" + each.origin() + ")")));
    for (SettingMistake mistake : mistakes(read)) {
      findings.add(
          Finding.wrong(
              mistake.toString(), "correct " + mistake.key() + ": " + mistake.expected()));
    }
    read.warnings().forEach(warning -> findings.add(Finding.note(warning)));
    return Chapter.of(NAME, "Are the settings right?", findings);
  }

  static List<EffectiveSetting> set(SettingsReader read) {
    return read.effective().stream()
        .filter(each -> each.origin().kind() != Origin.Kind.DEFAULT)
        .toList();
  }

  private static List<SettingMistake> mistakes(SettingsReader read) {
    try {
      read.check();
      return List.of();
    } catch (SettingsProblem problem) {
      return problem.mistakes().stream()
          .filter(mistake -> !mistake.key().equals(ENROLL_KEY) || mistake.value() != null)
          .toList();
    }
  }
}
