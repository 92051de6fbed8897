package dev.verdict.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.plugin.ci.ArtifactCursor;
import dev.verdict.plugin.ci.ArtifactFindings;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.ArtifactPage;
import dev.verdict.plugin.ci.ArtifactWalk;
import dev.verdict.plugin.ci.RemoteArtifact;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A listing of artifacts, of whichever CI system, whose pages always name another. */
class PagesWithoutEndTest {
  private final AtomicInteger asked = new AtomicInteger();

  private Future<ArtifactPage> page(ArtifactCursor cursor) {
    int number = asked.incrementAndGet();
    RemoteArtifact file =
        new RemoteArtifact(
            cursor.testRunId(),
            "file " + number,
            "key",
            null,
            null,
            null,
            null,
            null,
            new ArtifactLink(URI.create("https://ci.example"), ArtifactLink.Reach.LOGIN, null));
    return Future.succeededFuture(
        new ArtifactPage(List.of(file), List.of(cursor.page("" + (number + 1)))));
  }

  @Test
  void are_read_up_to_a_bound_and_what_was_found_counts() throws Exception {
    ArtifactFindings found =
        ArtifactWalk.find(
                List.of(ArtifactCursor.first("7", "run")),
                this::page,
                Set.of("file 3", "no such file"))
            .await(20, TimeUnit.SECONDS);
    assertThat(found.found()).containsOnlyKeys("file 3");
    assertThat(found.problem()).hasMessageContaining("over 1000 pages");
    assertThat(asked.get()).isEqualTo(1_000);
  }

  @Test
  void are_read_no_further_than_as_many_files_as_are_wanted() throws Exception {
    ArtifactFindings found =
        ArtifactWalk.all(List.of(ArtifactCursor.first("7", "run")), this::page, 30)
            .await(20, TimeUnit.SECONDS);
    assertThat(found.found()).hasSize(30);
    assertThat(asked.get()).isEqualTo(30);
  }
}
