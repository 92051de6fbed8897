package dev.verdict.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.SubscriptionEvent;
import dev.verdict.contract.event.WorkerEvent;
import dev.verdict.contract.message.WorkerNews;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSchemasTest {
  private final EventSchemas schemas = new EventSchemas();

  static List<EventRecord> records() {
    return RecordedRuns.oneAfterTheOther();
  }

  static Map<String, Class<?>> types() {
    Map<String, Class<?>> types = new TreeMap<>();
    for (EventType type : EventType.values()) {
      types.put(type.type(), type.data());
    }
    for (WorkerEvent.Kind kind : WorkerEvent.Kind.values()) {
      types.put(kind.type(), WorkerNews.class);
    }
    for (SubscriptionEvent.Kind kind : SubscriptionEvent.Kind.values()) {
      types.put(kind.type(), SubscriptionEvent.News.class);
    }
    return types;
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyRecordedEventKeepsToCloudEventsToCdEventsAndToOurSchemas(EventRecord record) {
    assertThat(schemas.problems(record)).isEmpty();
  }

  @Test
  void everyTypeIsRecordedAndEveryTypeHasItsSchema() {
    Set<String> recorded =
        records().stream().map(EventRecord::type).collect(Collectors.toCollection(TreeSet::new));
    assertThat(recorded).isEqualTo(types().keySet());
    types()
        .keySet()
        .forEach(
            type -> {
              JsonNode schema = schema(type);
              assertThat(schema.at("/properties/context/properties/type/const").asText())
                  .isEqualTo(type);
            });
  }

  /** A field that is added to a record and not to the schema. */
  @Test
  void theSchemasNameExactlyTheFieldsOfTheRecords() {
    types()
        .forEach(
            (type, data) -> {
              JsonNode root = schema(type);
              compare(type, data, root.at("/properties/customData"), root);
            });
  }

  private static void compare(String where, Class<?> data, JsonNode schema, JsonNode root) {
    JsonNode described = resolved(schema, root);
    Set<String> fields =
        Arrays.stream(data.getRecordComponents())
            .map(component -> snakeCase(component.getName()))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> properties = new TreeSet<>();
    described.path("properties").fieldNames().forEachRemaining(properties::add);
    assertThat(properties).as(where + " of " + data.getSimpleName()).isEqualTo(fields);
    for (RecordComponent component : data.getRecordComponents()) {
      String field = snakeCase(component.getName());
      JsonNode property = described.path("properties").path(field);
      Type type = component.getGenericType();
      boolean list = type instanceof ParameterizedType some && some.getRawType() == List.class;
      Type one = list ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
      if (one instanceof Class<?> inner && inner.isRecord()) {
        compare(where + "." + field, inner, list ? property.path("items") : property, root);
      }
    }
  }

  @Test
  void theSchemasNameEveryWordThatIsSent() {
    JsonNode test = schema(EventType.TEST_FINISHED.type()).path("$defs");
    assertThat(words(test.at("/verdict/examples")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Verdict.values()).map(Verdict::word).toList());
    assertThat(words(test.at("/lost_reason/examples")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(LostReason.values()).map(LostReason::word).toList());
  }

  @Test
  void whatIsNotDescribedOrWrongIsFound() {
    EventRecord good = records().get(0);
    assertThat(schemas.problems(good.with("ce_id", "other"))).anyMatch(it -> it.contains("ce_id"));
    assertThat(schemas.problems(good.with("ce_datacontenttype", "application/json"))).isNotEmpty();
    assertThat(
            schemas.problems(
                good.withValue(
                    good.text().replace("\"customData\":{", "\"customData\":{\"x\":1,"))))
        .anyMatch(it -> it.contains("our schema") && it.contains("x"));
    assertThat(
            schemas.problems(good.withValue(good.text().replace("\"environment\"", "\"place\""))))
        .anyMatch(it -> it.startsWith("CDEvents"));
    assertThat(schemas.problems(good.withValue("{"))).isNotEmpty();
  }

  private static JsonNode schema(String type) {
    String text = EventSchemas.text(EventSchemas.shortName(type)).orElseThrow();
    return Json.tree(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode resolved(JsonNode schema, JsonNode root) {
    String ref = schema.path("$ref").asText("");
    return ref.isEmpty() ? schema : root.at(ref.substring(1));
  }

  private static List<String> words(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
  }
}
