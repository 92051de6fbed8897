package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding artifacts by what they are and by what stands in them, as seed 003 shows it. */
class DiscoveryIT {
  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path directory;
  private static ServiceUnderTest service;
  private static final UUID RUN = Ids.next();

  @BeforeAll
  static void start() {
    service =
        new ServiceUnderTest(POSTGRES.database(), KAFKA.bootstrapServers(), directory, Map.of());
    upload(
        "old.json",
        "&type=performance_report&label=performance&label=regression-test&metadata=platform%3Dlinux",
        "{\"metrics\":{\"throughput\":1000,\"latency\":20},\"cases\":[{\"name\":\"a\",\"ok\":true}]}");
    upload(
        "new.json",
        "&type=performance_report&label=performance&metadata=platform%3Dmac&metadata=v%3D1%3D2",
        "{\"metrics\":{\"throughput\":1250.50,\"latency\":18,\"deep\":{\"memory_usage\":512}},"
            + "\"cases\":[{\"name\":\"a\",\"ok\":true},{\"name\":\"o'b\\\"c\",\"ok\":false}]}");
    upload("plain.json", "", "{\"metrics\":{\"throughput\":7}}");
    upload("notes.txt", "&category=reports", "one\ntwo\nthree\n");
    upload("notes2.txt", "", "one\n2\nthree\n");
    upload("junit.xml", "", "<?xml version=\"1.0\"?>\n<testsuites/>");
    upload("broken.json", "", "{\"metrics\": {\"throughput\":");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static JsonNode upload(String name, String more, String content) {
    HttpResponse<String> kept =
        service.post(
            service.submit, "/api/v1/artifacts?run_id=" + RUN + "&name=" + name + more, content);
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
    return Json.tree(Bytes.of(kept.body()));
  }

  private static JsonNode get(String path) {
    HttpResponse<String> answer = service.get(service.read, path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.tree(Bytes.of(answer.body()));
  }

  private static List<String> names(String filter) {
    List<String> names = new ArrayList<>();
    get("/api/v1/artifacts?run_id=" + RUN + filter)
        .path("items")
        .forEach(item -> names.add(item.path("name").asText()));
    return names;
  }

  private static String content(String question) {
    return "&content=" + URLEncoder.encode(question, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "&type=performance_report                       | new.json old.json",
        "&type=performance_report&label=regression-test | old.json",
        "&label=performance&label=regression-test       | old.json",
        "&metadata=platform%3Dlinux                     | old.json",
        "&metadata=v%3D1%3D2                            | new.json",
        "&category=metrics                              | plain.json",
        "&type=metrics                                  | plain.json",
        "&type=result                                   | junit.xml",
        "&name=notes*                                   | notes2.txt notes.txt",
        "&name=notes_txt                                | ''",
        "&category=reports&name=*.txt                   | notes.txt"
      })
  void findsByWhatIsKnown(String filter, String expected) {
    assertThat(String.join(" ", names(filter))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metrics.throughput=1250.5      | new.json",
        "metrics.throughput>=1000       | new.json old.json",
        "metrics.throughput<8           | plain.json",
        "metrics.throughput!=7          | new.json old.json",
        "cases.ok=false                 | new.json",
        "cases.name=o'b\"c              | new.json",
        "cases.0.name=a                 | new.json old.json",
        "metrics.deep.memory_usage=512  | new.json",
        "none.such=1                    | ''",
        "metrics.throughput=\") && (1==1 | ''"
      })
  void findsByWhatStandsInside(String question, String expected) {
    assertThat(String.join(" ", names(content(question)))).isEqualTo(expected);
  }

  @Test
  void severalQuestionsMustAllHold() {
    assertThat(names(content("metrics.throughput>1") + content("metrics.latency<19")))
        .containsExactly("new.json");
    HttpResponse<String> wrong =
        service.get(service.read, "/api/v1/artifacts?content=nothing&run_id=" + RUN);
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("query.content").contains("metrics.throughput=1250.5");
  }

  @Test
  void tellsTheLatestOfAType() {
    assertThat(
            get("/api/v1/artifacts/latest?type=performance_report&run_id=" + RUN)
                .path("name")
                .asText())
        .isEqualTo("new.json");
    assertThat(service.get(service.read, "/api/v1/artifacts/latest?type=poem").statusCode())
        .isEqualTo(404);
  }

  @Test
  void groupsByType() {
    JsonNode groups = get("/api/v1/artifacts/groups?by=type&run_id=" + RUN).path("items");

    assertThat(groups.get(0).path("count").asInt()).isEqualTo(3);
    List<String> values = new ArrayList<>();
    groups.forEach(group -> values.add(group.path("value").asText()));
    assertThat(values).containsExactly("data", "performance_report", "metrics", "result");
    assertThat(get("/api/v1/artifacts/groups?by=task_id&run_id=" + RUN).path("items")).hasSize(1);
  }

  @Test
  void takesMetricsOutOfManyArtifacts() {
    JsonNode found =
        get(
            "/api/v1/artifacts/metrics?metric=throughput&metric=memory_usage&metric=none&run_id="
                + RUN);

    assertThat(found.path("items")).hasSize(3);
    assertThat(found.path("items").get(1).path("metrics"))
        .isEqualTo(Json.tree(Bytes.of("{\"throughput\":1250.5,\"memory_usage\":512.0}")));
    assertThat(found.path("summary").path("throughput").path("min").asDouble()).isEqualTo(7);
    assertThat(found.path("summary").path("throughput").path("count").asInt()).isEqualTo(3);
    assertThat(found.path("summary").has("none")).isFalse();
  }

  @Test
  void comparesTwoVersions() {
    String json = compare("old.json", "new.json");
    JsonNode metrics = get(json).path("metrics");
    assertThat(metrics.get(0).path("name").asText()).isEqualTo("metrics.throughput");
    assertThat(metrics.get(0).path("percent").asDouble()).isEqualTo(25.05);
    assertThat(get(json).path("kind").asText()).isEqualTo("json");
    assertThat(get(json + "&as=text").path("kind").asText()).isEqualTo("text");

    JsonNode text = get(compare("notes.txt", "notes2.txt"));
    assertThat(text.path("text").path("unified").asText()).contains("-two\n+2");
    assertThat(get(compare("notes.txt", "notes.txt")).path("identical").asBoolean()).isTrue();
  }

  private static String compare(String left, String right) {
    return "/api/v1/artifacts/compare?left=" + id(left) + "&right=" + id(right);
  }

  private static String id(String name) {
    return get("/api/v1/artifacts?run_id=" + RUN + "&name=" + name)
        .path("items")
        .get(0)
        .path("id")
        .asText();
  }

  /** A percentile is called by a number, and is a field all the same. */
  @Test
  void aFieldThatIsCalledByANumberCanBeAskedFor() {
    UUID run = Ids.next();
    for (String value : List.of("12.5", "9.5")) {
      HttpResponse<String> kept =
          service.post(
              service.submit,
              "/api/v1/artifacts?run_id=" + run + "&name=p" + value + ".json",
              "{\"metrics\":{\"latency\":{\"95\":" + value + "},\"list\":[{\"0\":[7,8]}]}}");
      assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
    }
    String list = "/api/v1/artifacts?run_id=" + run;

    assertThat(get(list + content("metrics.latency.95>10")).path("items"))
        .extracting(item -> item.path("name").asText())
        .containsExactly("p12.5.json");
    assertThat(get(list + content("metrics.list.0.0.1=8")).path("items")).hasSize(2);
    assertThat(get(list + content("metrics.list.0.0.1=7")).path("items")).isEmpty();
    JsonNode metrics =
        get("/api/v1/artifacts/metrics?run_id=" + run + "&metric=latency.95&metric=list.0.0.1");
    assertThat(metrics.at("/summary/latency.95/max").asDouble()).isEqualTo(12.5);
    assertThat(metrics.at("/summary/latency.95/min").asDouble()).isEqualTo(9.5);
    assertThat(metrics.at("/summary/list.0.0.1/count").asInt()).isEqualTo(2);
  }
}
