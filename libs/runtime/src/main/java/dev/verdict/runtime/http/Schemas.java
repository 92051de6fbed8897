package dev.verdict.runtime.http;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;

/** The schemas of one document. Validators are made once: making one copies all schemas. */
final class Schemas {
  private final JsonObject document;
  private final SchemaRepository repository;

  Schemas(JsonObject document) {
    this.document = document;
    this.repository = SchemaRepository.create(options(OutputFormat.Basic));
    repository.dereference(JsonSchema.of(document));
  }

  /** One that only says yes or no, and stops at the first no. */
  Validator judging(JsonObject schema) {
    return repository.validator(JsonSchema.of(schema), options(OutputFormat.Flag));
  }

  /** One that says all that is wrong, which costs memory for each thing. */
  Validator explaining(JsonObject schema) {
    return repository.validator(JsonSchema.of(schema), options(OutputFormat.Basic));
  }

  SchemaWords words(JsonObject schema) {
    return new SchemaWords(document, schema);
  }

  private static JsonSchemaOptions options(OutputFormat format) {
    return new JsonSchemaOptions()
        .setDraft(Draft.DRAFT202012)
        .setBaseUri("app://")
        .setOutputFormat(format);
  }
}
