package dev.verdict.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IdentityTest {
  @Test
  void adminMayWhatAnyKeyMayButIsNoWorker() {
    assertThat(granted(key(Scope.ADMIN)))
        .containsExactlyInAnyOrder(Scope.SUBMIT, Scope.READ, Scope.ADMIN, Scope.ENROLL);
  }

  @Test
  void everybodyElseMayOnlyWhatHeWasGiven() {
    assertThat(granted(key(Scope.READ))).containsExactly(Scope.READ);
    assertThat(granted(new Identity.Worker(UUID.randomUUID()))).containsExactly(Scope.WORKER);
    assertThat(granted(new Identity.Anyone())).isEmpty();
  }

  private static Identity key(Scope scope) {
    return new Identity.Key(UUID.randomUUID(), "key", Set.of(scope));
  }

  private static Set<Scope> granted(Identity identity) {
    return Arrays.stream(Scope.values()).filter(identity::may).collect(Collectors.toSet());
  }
}
