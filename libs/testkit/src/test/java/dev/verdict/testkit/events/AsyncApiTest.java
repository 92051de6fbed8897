package dev.verdict.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AsyncApiTest {
  private static final String DOCUMENT = Classpath.text("/asyncapi.yaml").orElseThrow();
  private static final String OFFICIAL = Classpath.text("/asyncapi/3.0.0.json").orElseThrow();

  @Test
  void theDocumentIsAsyncApi30() {
    assertThat(problems(DOCUMENT)).isEmpty();
  }

  @Test
  void aDocumentThatIsNotWouldBeFound() {
    assertThat(problems(DOCUMENT.replace("action: send", "action: shout"))).isNotEmpty();
    assertThat(problems(DOCUMENT.replace("channels:", "canals:"))).isNotEmpty();
  }

  private static java.util.List<com.networknt.schema.Error> problems(String document) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(OFFICIAL, InputFormat.JSON)
        .validate(document, InputFormat.YAML);
  }

  @Test
  void itNamesEveryTypeAndItsSchema() {
    Set<String> payloads = all("payload: \\{\\$ref: './schemas/events/(.+)\\.json'\\}");
    Set<String> types = new TreeSet<>();
    EventSchemasTest.types().keySet().forEach(type -> types.add(EventSchemas.shortName(type)));
    assertThat(payloads).isEqualTo(types);
    assertThat(all("name: (dev\\.cdevents.+)")).isEqualTo(EventSchemasTest.types().keySet());
    assertThat(all("\\$ref: '#/components/messages/(.+)'"))
        .isEqualTo(all("(?m)^ {4}([a-zA-Z]+):\n {6}name: dev"));
  }

  private static Set<String> all(String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(DOCUMENT);
    Set<String> all = new TreeSet<>();
    while (found.find()) {
      all.add(found.group(1));
    }
    return all;
  }
}
