package dev.verdict.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlainNameTest {
  @Test
  void any_name_is_plain_and_comes_back() {
    for (String name :
        List.of("a b_c/d.txt", ".hidden", "Übersicht 日本 – #1 50%.txt", "_", "__41", "x~@+")) {
      assertThat(PlainName.of(name)).matches("[A-Za-z0-9_-][A-Za-z0-9._-]*");
      assertThat(PlainName.read(PlainName.of(name))).isEqualTo(name);
    }
  }

  @Test
  void two_names_do_not_meet() {
    assertThat(List.of("a b", "a_b", "a_20b", "a-b"))
        .extracting(PlainName::of)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_name_that_somebody_else_gave_is_told_as_it_is() {
    assertThat(PlainName.read("unit_tests.zip")).isEqualTo("unit_tests.zip");
    assertThat(PlainName.read("ends_")).isEqualTo("ends_");
    assertThat(PlainName.read("ends_4")).isEqualTo("ends_4");
  }
}
