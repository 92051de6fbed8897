package dev.verdict.runners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.plugin.runner.TestRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnersTest {
  @TempDir Path root;

  @Test
  void allOfOursAreFound() {
    assertThat(Runners.load().all())
        .extracting(TestRunner::name)
        .containsExactly(
            "command", "go", "gradle", "jest", "junit", "maven", "pytest", "unittest", "vitest");
  }

  @Test
  void twoOfOneNameAreAnErrorThatNamesBoth() {
    class Other extends FakeRunner {
      Other() {
        super("fake", "*.x", 1);
      }
    }

    assertThatThrownBy(() -> Runners.of(List.of(new FakeRunner("fake", "*.x", 1), new Other())))
        .hasMessageContaining("'fake'")
        .hasMessageContaining(FakeRunner.class.getName())
        .hasMessageContaining(Other.class.getName());
  }

  @Test
  void aNameWithBlanksIsRefused() {
    assertThatThrownBy(() -> Runners.of(List.of(new FakeRunner("My Tool", "*.x", 1))))
        .hasMessageContaining("'My Tool'")
        .hasMessageContaining("expected: a name of lower-case letters");
  }

  @Test
  void aNameThatIsMisspeltGetsTheNearest() {
    assertThatThrownBy(() -> Runners.load().choose(root, Optional.of("pytset")))
        .isInstanceOf(DiscoveryFailed.class)
        .hasMessageStartingWith("test runner: 'pytset' (expected: one of command, go, gradle")
        .hasMessageEndingWith("did you mean pytest?");
  }

  @Test
  void aNameThatIsLikeNoneGetsNoHint() {
    assertThatThrownBy(() -> Runners.load().named("rspec-rails"))
        .hasMessageContaining("'rspec-rails'")
        .hasMessageNotContaining("did you mean");
  }

  @Test
  void theSurestIsChosen() throws Exception {
    Runners runners =
        Runners.of(List.of(new FakeRunner("a", "*.x", 40), new FakeRunner("b", "*.x", 41)));

    assertThat(runners.choose(root, Optional.empty()).name()).isEqualTo("b");
  }

  @Test
  void twoThatAreEquallySureAreAnErrorThatNamesBoth() {
    Runners runners =
        Runners.of(List.of(new FakeRunner("a", "*.x", 40), new FakeRunner("b", "*.x", 40)));

    assertThatThrownBy(() -> runners.choose(root, Optional.empty()))
        .hasMessage(
            "test runner: a and b are equally sure of " + root + " (expected: one, or its name)");
  }

  @Test
  void nobodyIsAnErrorThatSaysWhatWasLookedFor() {
    assertThatThrownBy(() -> Runners.load().choose(root, Optional.empty()))
        .hasMessageContaining("nothing in " + root + " looks like tests of go, gradle, jest");
  }
}
