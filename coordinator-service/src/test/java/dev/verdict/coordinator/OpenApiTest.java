package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.runtime.http.Api;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  @Test
  void theDocumentIsOpenApi31() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      var validated = Api.validate(vertx, "openapi/coordinator.yaml");
      validated.await(60, TimeUnit.SECONDS);
      assertThat(validated.succeeded()).isTrue();
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }
}
