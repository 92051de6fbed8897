package dev.verdict.tests.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.verdict.embedded.PostgresAccess;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The newest migration of each schema, whichever it is, leaves the release before at work: that one
 * stands beside the new one while pods are replaced.
 */
class EarlierReleaseIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();

  @Test
  void what_the_release_before_says_is_still_understood() throws Exception {
    PostgresAccess database = postgres.freshDatabase();
    Map<String, String> newest = newestVersions();
    PreviousSchemas schemas = PreviousSchemas.in(database);
    List<String> demandedBefore = schemas.demanded();
    Set<String> tablesBefore = schemas.rows().keySet();
    List<EarlierRelease> earlier = EarlierRelease.ofEachSchema(database, newest);
    assumeFalse(earlier.isEmpty(), "no history of this repository here: nothing from before");
    try {
      Set<String> always = sayAll(earlier);
      assertThat(earlier).allSatisfy(each -> assertThat(each.statements()).hasSizeGreaterThan(5));

      schemas.migrate();
      assertThat(schemas.versions()).isEqualTo(newest);
      Set<String> now = sayAll(earlier);
      now.removeAll(always);
      assertThat(now).isEmpty();
      // Nor does a table want a column of which the release before knows nothing.
      assertThat(schemas.demanded())
          .filteredOn(column -> tablesBefore.contains(column.substring(0, column.lastIndexOf('.'))))
          .isSubsetOf(demandedBefore);
    } finally {
      for (EarlierRelease each : earlier) {
        each.close();
      }
    }
  }

  private static Map<String, String> newestVersions() {
    PreviousSchemas newest = PreviousSchemas.in(postgres.freshDatabase());
    newest.migrate();
    return newest.versions();
  }

  private static Set<String> sayAll(List<EarlierRelease> earlier) {
    earlier.forEach(EarlierRelease::sayAll);
    return faults(earlier);
  }

  private static Set<String> faults(List<EarlierRelease> earlier) {
    Set<String> all = new HashSet<>();
    earlier.forEach(each -> all.addAll(each.faults()));
    return all;
  }
}
