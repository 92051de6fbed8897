package dev.verdict.reporter.domain.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RenamesTest {
  private static KnownTest test(String file, String name) {
    String id = file + "::" + name;
    return new KnownTest(
        UUID.nameUUIDFromBytes(id.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        id,
        name,
        null,
        null,
        file);
  }

  @Test
  void aTestOfTheSameFileThatIsCalledMuchTheSameIsRenamed() {
    Renames renames =
        Renames.among(
            List.of(test("a.py", "test_total"), test("a.py", "test_ships_home")),
            List.of(test("a.py", "test_totals"), test("a.py", "test_refunds_card")));
    assertThat(renames.renamed())
        .singleElement()
        .satisfies(pair -> assertThat(pair.now().name()).isEqualTo("test_totals"));
    assertThat(renames.missing()).extracting(KnownTest::name).containsExactly("test_ships_home");
  }

  @Test
  void anotherFileIsAnotherTest() {
    assertThat(
            Renames.among(List.of(test("a.py", "test_total")), List.of(test("b.py", "test_total")))
                .missing())
        .hasSize(1);
  }

  @Test
  void eachTestIsTakenOnceAndTheMostAlikeFirst() {
    Renames renames =
        Renames.among(
            List.of(test("a.py", "test_total_of_basket"), test("a.py", "test_total_of_baskets")),
            List.of(test("a.py", "test_total_of_basket_")));
    assertThat(renames.renamed()).hasSize(1);
    assertThat(renames.missing()).hasSize(1);
  }
}
