package dev.verdict.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One good consumer, and one bad one for each fault that the kit must find. */
class ConsumerKitTest {
  private static List<String> findings(Supplier<EventConsumer> consumer) {
    return new ConsumerKit(consumer).findings();
  }

  @Test
  void aGoodConsumerBearsEverything() {
    assertThat(findings(GoodConsumer::new)).isEmpty();
  }

  @Test
  void oneThatTakesNothingInProvesNothing() {
    class Deaf extends GoodConsumer {
      @Override
      public void accept(EventRecord record) {}
    }
    assertThat(findings(Deaf::new)).singleElement().asString().contains("state did not change");
  }

  @Test
  void oneThatCountsWhatComesTwice() {
    class Counting extends GoodConsumer {
      @Override
      boolean isRepeated(EventRecord record) {
        return false;
      }
    }
    assertThat(findings(Counting::new))
        .anyMatch(it -> it.startsWith("Duplicates") && it.contains("'results "))
        .anyMatch(it -> it.startsWith("Replay"));
  }

  @Test
  void oneThatRemembersOnlyTheRecordBefore() {
    class Forgetful extends GoodConsumer {
      @Nullable String last;

      @Override
      boolean isRepeated(EventRecord record) {
        String id = record.header("ce_id").orElse("");
        boolean repeated = id.equals(last);
        last = id;
        return repeated;
      }
    }
    assertThat(findings(Forgetful::new))
        .noneMatch(it -> it.startsWith("Duplicates"))
        .anyMatch(it -> it.startsWith("Replay"))
        .anyMatch(it -> it.startsWith("Late"));
  }

  @Test
  void oneThatLetsTheLateOverwriteTheNew() {
    class Overwriting extends GoodConsumer {
      @Override
      void take(EventRecord record, JsonNode test) {
        counted = 1;
        verdicts.put(
            record.key() + test.path("name").asText().length(), test.path("verdict").asText());
      }

      @Override
      boolean isRepeated(EventRecord record) {
        return false;
      }
    }
    assertThat(findings(Overwriting::new)).anyMatch(it -> it.startsWith("Late"));
  }

  @Test
  void oneThatThinksOfOneRunAtATime() {
    class SingleMinded extends GoodConsumer {
      @Nullable String run;

      @Override
      void take(EventRecord record, JsonNode test) {
        if (!record.key().equals(run)) {
          latest.clear();
          counted += 100;
          run = record.key();
        }
        super.take(record, test);
      }
    }
    assertThat(findings(SingleMinded::new))
        .anyMatch(it -> it.startsWith("Order across runs: the records"));
  }

  @Test
  void oneThatNumbersRunsAsTheyCome() {
    class Numbering extends GoodConsumer {
      final List<String> runs = new java.util.ArrayList<>();

      @Override
      void take(EventRecord record, JsonNode test) {
        if (!runs.contains(record.key())) {
          runs.add(record.key());
        }
        verdicts.put("run " + runs.indexOf(record.key()), record.key());
      }
    }
    assertThat(findings(Numbering::new))
        .anyMatch(it -> it.startsWith("Order across runs: the runs came in another order"));
  }

  @Test
  void oneThatKnowsAllTypesThatThereEverWillBe() {
    Set<String> known =
        Set.copyOf(RecordedRuns.oneAfterTheOther().stream().map(EventRecord::type).toList());
    class KnowAll extends GoodConsumer {
      @Override
      public void accept(EventRecord record) throws Exception {
        if (record.type().contains("moon") && !known.contains(record.type())) {
          throw new IllegalStateException("what is this");
        }
        super.accept(record);
      }
    }
    assertThat(findings(KnowAll::new))
        .singleElement()
        .asString()
        .startsWith("Unknown types")
        .contains("hold up its partition");
  }

  @Test
  void oneThatReadsStrictly() {
    class Strict extends GoodConsumer {
      @Override
      void take(EventRecord record, JsonNode test) {
        if (test.has("brand_new")) {
          throw new IllegalArgumentException("unknown property");
        }
        super.take(record, test);
      }
    }
    assertThat(findings(Strict::new)).singleElement().asString().startsWith("Unknown fields");
  }

  @Test
  void oneThatComparesTypesWithTheirVersions() {
    class Exact extends GoodConsumer {
      @Override
      public void accept(EventRecord record) throws Exception {
        if (record.type().equals("dev.cdevents.testcaserun.finished.0.3.0")) {
          super.accept(record);
        }
      }
    }
    assertThat(findings(Exact::new)).singleElement().asString().startsWith("Higher version");
  }

  @Test
  void oneThatCannotBearWhatItCannotRead() {
    class Brittle extends GoodConsumer {
      @Override
      public void accept(EventRecord record) throws Exception {
        Json.mapper().readTree(record.value()).at("/context/type").asText();
        super.accept(record);
      }
    }
    assertThat(findings(Brittle::new)).singleElement().asString().startsWith("Unreadable");
  }

  @Test
  void oneThatThinksThatEveryEventHasARun() {
    class Numbered extends GoodConsumer {
      @Override
      public void accept(EventRecord record) throws Exception {
        Long.parseLong(record.header("ce_sequence").orElse("0 of a worker"));
        super.accept(record);
      }
    }
    assertThat(findings(Numbered::new))
        .singleElement()
        .asString()
        .startsWith("Plain")
        .contains("verdict-worker");
  }
}
