package dev.verdict.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterFileTest {
  private static final List<String> READY =
      List.of("4711", "/data", "1700000000", "5433", "", "127.0.0.1", "  123  456", "ready   ");

  @TempDir Path cluster;

  @Test
  void aReadyServerIsKnownByItsLastLine() throws Exception {
    var file = written(READY);
    assertThat(file.pid()).isEqualTo(4711);
    assertThat(file.port()).isEqualTo(5433);
    assertThat(file.isReady()).isTrue();
    assertThat(written(READY.subList(0, 7)).isReady()).isFalse();
  }

  @Test
  void withoutAFileOrWithHalfOfOneThereIsNoServer() throws Exception {
    assertThat(PostmasterFile.read(cluster)).isEmpty();
    Files.writeString(PostmasterFile.path(cluster), "");
    assertThat(PostmasterFile.read(cluster)).isEmpty();
  }

  @Test
  void aDisownedFileKeepsTheSharedMemoryThatPostgresLooksAt() throws Exception {
    written(READY).disown();

    var file = PostmasterFile.read(cluster).orElseThrow();
    assertThat(ProcessHandle.of(file.pid())).isEmpty();
    assertThat(file.lines().subList(1, 8)).isEqualTo(READY.subList(1, 8));
  }

  @Test
  void aLiveProcessThatIsNotThisServerLosesTheMark() throws Exception {
    var ours = new ArrayList<>(READY);
    ours.set(0, Long.toString(ProcessHandle.current().pid()));
    written(ours);

    assertThat(Postmaster.find(cluster)).isEmpty();
    assertThat(PostmasterFile.read(cluster).orElseThrow().pid()).isEqualTo(Integer.MAX_VALUE);
  }

  private PostmasterFile written(List<String> lines) throws Exception {
    Files.write(PostmasterFile.path(cluster), lines);
    return PostmasterFile.read(cluster).orElseThrow();
  }
}
