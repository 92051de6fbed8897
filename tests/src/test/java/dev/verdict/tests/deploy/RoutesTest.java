package dev.verdict.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Users have one address; every path that a service describes leads to that service. */
class RoutesTest {
  private static final Map<String, String> DOCUMENTS =
      Map.of(
          "coordinator", "coordinator-service/src/main/resources/openapi/coordinator.yaml",
          "reporter", "reporter-service/src/main/resources/openapi/reporter.yaml",
          "artifacts", "artifact-service/src/main/resources/openapi/artifacts.yaml");

  private record Match(String type, String value, String service) {
    boolean takes(String path) {
      return switch (type) {
        case "Exact" -> path.equals(value);
        case "RegularExpression" -> path.matches(value);
        default -> value.equals("/") || path.equals(value) || path.startsWith(value + "/");
      };
    }

    int rank() {
      int length = value.length();
      return type.equals("Exact")
          ? 20_000 + length
          : type.startsWith("R") ? 10_000 + length : length;
    }
  }

  @Test
  void every_path_leads_to_its_service() {
    List<Match> matches = matches(Rendering.of("production"));
    DOCUMENTS.forEach(
        (service, document) ->
            Rendering.yaml(Rendering.REPOSITORY.resolve(document))
                .get(0)
                .path("paths")
                .fieldNames()
                .forEachRemaining(
                    path ->
                        assertThat(target(matches, path.replaceAll("\\{[^}]*}", "x")))
                            .as(path)
                            .isEqualTo(service)));
  }

  @Test
  void what_is_for_operators_is_not_for_users() {
    List<Match> matches = matches(Rendering.of("production"));
    assertThat(List.of("/metrics", "/health", "/health/ready", "/log-level"))
        .allSatisfy(path -> assertThat(target(matches, path)).isEmpty());
  }

  private static String target(List<Match> matches, String path) {
    return matches.stream()
        .filter(match -> match.takes(path))
        .max(Comparator.comparingInt(Match::rank))
        .orElseThrow()
        .service();
  }

  private static List<Match> matches(Rendering rendering) {
    List<Match> found = new ArrayList<>();
    for (JsonNode rule : rendering.one("HTTPRoute", "verdict").at("/spec/rules")) {
      for (JsonNode match : rule.path("matches")) {
        found.add(
            new Match(
                match.at("/path/type").asText(),
                match.at("/path/value").asText(),
                rule.at("/backendRefs/0/name").asText("")));
      }
    }
    return found;
  }
}
