package dev.verdict.runners.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.plugin.runner.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessTreeIT {
  private static final Duration LONG = Duration.ofSeconds(40);
  private static final Duration GRACE = Duration.ofMillis(200);
  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

  @TempDir Path directory;

  /** Comes to the environment of what is started. */
  private Map<String, String> own = Map.of();

  private final Heard heard = new Heard();

  @Test
  void streamsBothChannelsAndTellsTheExitCode() throws Exception {
    Ending ending = run("echo out; echo err >&2; exit 7");

    assertThat(ending).isEqualTo(new Ending(Ending.How.EXITED, 7, 0, 0, false, null));
    assertThat(heard.output()).isEqualTo("out\n");
    assertThat(heard.error()).isEqualTo("err\n");
  }

  @Test
  void aProgramThatDoesNotExistIsNamedWithThePath() {
    Command command = new Command(List.of("no-such-tool", "-v"), directory, Map.of());

    assertThatThrownBy(() -> ProcessTree.start(command, ENVIRONMENT, heard))
        .isInstanceOf(ProgramNotFound.class)
        .hasMessage("no-such-tool: not found on PATH (/usr/bin:/bin)");
  }

  @Test
  void aDirectoryThatDoesNotExistIsNamed() {
    Command command = new Command(List.of("true"), directory.resolve("gone"), Map.of());

    assertThatThrownBy(() -> ProcessTree.start(command, ENVIRONMENT, heard))
        .hasMessageContaining("gone (expected: one that exists)");
  }

  @Test
  void theEnvironmentIsTheGivenOneAndNothingElse() throws Exception {
    Command command =
        new Command(List.of("env"), directory, Map.of("FROM_COMMAND", "b", "VERDICT_ATTEMPT", "m"));
    try (ProcessTree tree = ProcessTree.start(command, ENVIRONMENT, heard)) {
      tree.waitFor(LONG, GRACE);
    }

    assertThat(heard.output().lines())
        .containsExactlyInAnyOrder("PATH=/usr/bin:/bin", "FROM_COMMAND=b", "VERDICT_ATTEMPT=m");
  }

  @Test
  void standardInputHasEnded() throws Exception {
    assertThat(run("cat; echo end").exitCode()).isZero();
    assertThat(heard.output()).isEqualTo("end\n");
  }

  @Test
  void aTimeOutEndsTheWholeTree() throws Exception {
    try (ProcessTree tree = start("sleep 1000 & echo child=$!; wait")) {
      long child = heard.number("child");

      Ending ending = tree.waitFor(Duration.ofMillis(1), GRACE);

      assertThat(ending.how()).isEqualTo(Ending.How.TIMED_OUT);
      assertThat(ending.survivors()).isZero();
      assertThat(Heard.runs(child)).isFalse();
    }
  }

  @Test
  void aGrandchildThatIgnoresTheRequestIsForced() throws Exception {
    String deaf = "trap \"\" TERM; echo deaf=$$; while :; do sleep 1000; done";
    try (ProcessTree tree = start("sh -c '" + deaf + "' & wait")) {
      long grandchild = heard.number("deaf");

      assertThat(tree.kill(GRACE)).isZero();

      assertThat(Heard.runs(grandchild)).isFalse();
      assertThat(tree.waitFor(LONG, GRACE).how()).isEqualTo(Ending.How.KILLED);
    }
  }

  @Test
  void aProcessThatEndsInGoodOrderGetsTheTime() throws Exception {
    try (ProcessTree tree =
        start("trap 'echo cleaned; exit 3' TERM; echo pid=$$; while :; do sleep 0.01; done")) {
      heard.number("pid");

      tree.kill(LONG);

      assertThat(tree.waitFor(LONG, GRACE).exitCode()).isEqualTo(3);
      assertThat(heard.output()).contains("cleaned");
    }
  }

  @Test
  void oneThatForkedTwiceIntoASessionOfItsOwnIsFoundByItsMark() throws Exception {
    assertNobodyIsLeft("(setsid sh -c 'echo escaped=$$; exec sleep 1000 >/dev/null 2>&1' &)");
  }

  @Test
  void oneThatLeftNothingButItsDirectoryIsFoundByThat() throws Exception {
    own = Map.of(ProcessTree.DIRECTORY, directory.toString());
    assertNobodyIsLeft(
        "(env -i /usr/bin/setsid /bin/sh -c"
            + " 'echo escaped=$$; exec sleep 1000 </dev/null >/dev/null 2>&1' &)");
  }

  @Test
  void oneThatWipedItsEnvironmentIsFoundByThePipeItHolds() throws Exception {
    assertNobodyIsLeft("(env -i /usr/bin/setsid /bin/sh -c 'echo escaped=$$; exec sleep 1000' &)");
  }

  @Test
  void whatIsLeftRunningKeepsNobodyWaitingAndIsCounted() throws Exception {
    try (ProcessTree tree = start("sleep 1000 & echo child=$!; exit 0")) {
      Ending ending = tree.waitFor(LONG, GRACE);

      assertThat(ending).isEqualTo(new Ending(Ending.How.EXITED, 0, 1, 0, false, null));
      assertThat(Heard.runs(heard.number("child"))).isFalse();
    }
  }

  @Test
  void whatEndsByItselfSoonAfterIsNotCounted() throws Exception {
    assertThat(run("sleep 0.02 & exit 0").leftBehind()).isZero();
  }

  @Test
  void aProcessThatIsKilledWhileItStartsIsGone() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (ProcessTree tree = start("sleep 1000 & sleep 1000")) {
        assertThat(tree.kill(Duration.ZERO)).isZero();
        assertThat(tree.waitFor(LONG, GRACE).how()).isEqualTo(Ending.How.KILLED);
        assertThat(Heard.runs(tree.pid())).isFalse();
      }
    }
  }

  @Test
  void aFloodPassesInLittleMemory() throws Exception {
    AtomicLong bytes = new AtomicLong();
    AtomicLong largest = new AtomicLong();
    OutputSink counting =
        (channel, at, chunk) -> {
          bytes.addAndGet(chunk.length);
          largest.accumulateAndGet(chunk.length, Math::max);
        };
    try (ProcessTree tree = start("head -c 200000000 /dev/zero", counting)) {
      assertThat(tree.waitFor(LONG, GRACE).outputCut()).isFalse();
    }
    assertThat(bytes).hasValue(200_000_000);
    assertThat(largest.get()).isLessThanOrEqualTo(64 * 1024);
  }

  @Test
  void aSinkThatDoesNotTakeMoreHoldsTheProcess() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    AtomicLong bytes = new AtomicLong();
    OutputSink blocked =
        (channel, at, chunk) -> {
          open.await();
          bytes.addAndGet(chunk.length);
        };
    try (ProcessTree tree = start("head -c 5000000 /dev/zero", blocked)) {
      assertThatThrownBy(() -> handle(tree).onExit().get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      open.countDown();
      assertThat(tree.waitFor(LONG, GRACE).outputCut()).isFalse();
    }
    assertThat(bytes).hasValue(5_000_000);
  }

  @Test
  void aSinkThatFailsDoesNotHoldTheProcess() throws Exception {
    OutputSink broken =
        (channel, at, chunk) -> {
          throw new IOException("disk full");
        };
    try (ProcessTree tree = start("head -c 5000000 /dev/zero; exit 4", broken)) {
      Ending ending = tree.waitFor(LONG, GRACE);

      assertThat(ending.exitCode()).isEqualTo(4);
      assertThat(ending.outputProblem()).hasMessage("disk full");
    }
  }

  @Test
  void closingEndsWhatStillRuns() throws Exception {
    long child;
    try (ProcessTree ignored = start("sleep 1000 & echo child=$!; wait")) {
      child = heard.number("child");
    }
    assertThat(Heard.runs(child)).isFalse();
  }

  /** The main process waits until the escaped one has shown by a named pipe that it is there. */
  private void assertNobodyIsLeft(String escape) throws Exception {
    String script = "mkfifo there; " + escape.replace("$$;", "$$; echo > there;") + "; cat there";
    Ending ending = run(script);

    assertThat(Heard.runs(heard.number("escaped"))).isFalse();
    assertThat(ending.how()).isEqualTo(Ending.How.EXITED);
    assertThat(ending.outputCut()).isFalse();
  }

  private static ProcessHandle handle(ProcessTree tree) {
    return ProcessHandle.of(tree.pid()).orElseThrow();
  }

  private Ending run(String script) throws Exception {
    try (ProcessTree tree = start(script)) {
      return tree.waitFor(LONG, GRACE);
    }
  }

  private ProcessTree start(String script) throws IOException {
    return start(script, heard);
  }

  private ProcessTree start(String script, OutputSink sink) throws IOException {
    return ProcessTree.start(
        new Command(List.of("sh", "-c", script), directory, own), ENVIRONMENT, sink);
  }
}
