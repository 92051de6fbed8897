package dev.verdict.testkit.backing;

import static dev.verdict.testkit.backing.BackingKind.CONTAINERS;
import static dev.verdict.testkit.backing.BackingKind.EMBEDDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BackingKindTest {

  @Test
  void withoutAWishContainersAreTakenWhereAnEngineAnswersAndHasTheImages() {
    assertThat(BackingKind.decide("", FakeDockerEngine.COMPLETE)).isEqualTo(CONTAINERS);
    assertThat(BackingKind.decide("", FakeDockerEngine.ABSENT)).isEqualTo(EMBEDDED);
  }

  @Test
  void withoutAWishMissingImagesAreNoReasonToFail() {
    assertThat(BackingKind.decide("", FakeDockerEngine.WITHOUT_IMAGES)).isEqualTo(EMBEDDED);
  }

  @Test
  void aWishIsObeyed() {
    assertThat(BackingKind.decide("embedded", FakeDockerEngine.COMPLETE)).isEqualTo(EMBEDDED);
    assertThat(BackingKind.decide("containers", FakeDockerEngine.COMPLETE)).isEqualTo(CONTAINERS);
  }

  @Test
  void aWishForContainersThatCannotBeMetIsRefusedWithTheReason() {
    assertThatThrownBy(() -> BackingKind.decide("containers", FakeDockerEngine.WITHOUT_IMAGES))
        .hasMessageContaining("the image x:1 cannot be had");
    assertThatThrownBy(() -> BackingKind.decide("containers", FakeDockerEngine.ABSENT))
        .hasMessageContaining("no Docker engine answers at unix:///fake.sock");
  }

  @Test
  void anUnknownWishIsRefused() {
    assertThatThrownBy(() -> BackingKind.decide("docker", FakeDockerEngine.COMPLETE))
        .hasMessageContaining("docker (expected: containers, embedded or nothing)");
  }
}
