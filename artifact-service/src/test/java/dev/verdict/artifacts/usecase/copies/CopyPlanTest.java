package dev.verdict.artifacts.usecase.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.artifacts.domain.CiRun;
import dev.verdict.artifacts.usecase.copies.CopyQueue.Known;
import dev.verdict.artifacts.usecase.copies.CopyQueue.Planned;
import dev.verdict.artifacts.usecase.links.RemoteFile;
import dev.verdict.plugin.ci.ArtifactLink;
import dev.verdict.plugin.ci.RemoteArtifact;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopyPlanTest {
  private static final CiRun RUN = new CiRun("github", "a/b", "42");
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant IN_A_WEEK = NOW.plus(Duration.ofDays(7));
  private static final Known NOTHING = new Known(Map.of(), Set.of());
  private static final CopyRules RULES = new CopyRules(true, Duration.ofDays(2), 100, 250, 3, 2);

  private static RemoteFile file(String name, @Nullable Long size, @Nullable Instant until) {
    ArtifactLink link =
        new ArtifactLink(
            URI.create("https://ci.example.org/" + name), ArtifactLink.Reach.LOGIN, null);
    return new RemoteFile(
        RUN, new RemoteArtifact("42", name, name, size, null, null, null, until, link));
  }

  private static Planned planned(List<Planned> all, String name) {
    UUID id = RUN.fileId(name);
    return all.stream().filter(each -> each.fileId().equals(id)).findFirst().orElseThrow();
  }

  private static List<Planned> plan(Known before, RemoteFile... files) {
    return CopyPlan.of(RULES, before, List.of(files), NOW);
  }

  @Test
  void whatIsThrownAwayOneDayIsDueShortlyBeforeAndAtOnceWhereThatIsSoon() {
    Instant tomorrow = NOW.plus(Duration.ofDays(1));
    List<Planned> all =
        plan(
            NOTHING,
            file("week", 1L, IN_A_WEEK),
            file("day", 1L, tomorrow),
            file("kept-for-ever", 1L, null));

    assertThat(all).hasSize(2);
    assertThat(planned(all, "week").dueAt()).isEqualTo(NOW.plus(Duration.ofDays(5)));
    assertThat(planned(all, "week").retainedUntil()).isEqualTo(IN_A_WEEK);
    assertThat(planned(all, "day").dueAt()).isEqualTo(NOW);
    assertThat(all).allMatch(each -> each.refused() == null);
  }

  @Test
  void theSmallestFirstAndOneThatIsTooLargeLeavesRoomForOthers() {
    List<Planned> all =
        plan(
            NOTHING,
            file("large", 101L, IN_A_WEEK),
            file("a", 100L, IN_A_WEEK),
            file("unknown", null, IN_A_WEEK),
            file("small", 51L, IN_A_WEEK));

    assertThat(planned(all, "large").refused()).contains("101 bytes", "at most 100");
    assertThat(planned(all, "small").refused()).isNull();
    assertThat(planned(all, "a").refused()).isNull();
    assertThat(planned(all, "unknown").bytes()).isEqualTo(100);
    assertThat(planned(all, "unknown").refused()).contains("251 bytes", "at most 250");
  }

  @Test
  void noMoreFilesThanAllowedWithThoseOfEarlierLooks() {
    UUID early = RUN.fileId("early");
    UUID refused = RUN.fileId("refused");
    Known before = new Known(Map.of(early, 10L, UUID.randomUUID(), 10L), Set.of(early, refused));
    List<Planned> all =
        plan(
            before,
            file("early", 10L, IN_A_WEEK),
            file("refused", 10L, IN_A_WEEK),
            file("x", 10L, IN_A_WEEK),
            file("y", 10L, IN_A_WEEK));

    assertThat(planned(all, "early").refused()).isNull();
    assertThat(planned(all, "x").refused()).isNull();
    assertThat(planned(all, "y").refused()).contains("3 files");
  }
}
