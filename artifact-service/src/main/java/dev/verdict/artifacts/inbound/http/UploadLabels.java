package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.ArtifactType;
import dev.verdict.artifacts.domain.Categories;
import dev.verdict.artifacts.domain.Category;
import dev.verdict.artifacts.domain.FileName;
import dev.verdict.artifacts.domain.Place;
import dev.verdict.artifacts.domain.Tags;
import dev.verdict.artifacts.usecase.UploadArtifact;
import dev.verdict.contract.api.Problem;
import dev.verdict.runtime.http.Fail;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the query of an upload. It reads all of it and gathers all that is wrong; an
 * upload is a stream, so nobody has validated it before.
 */
final class UploadLabels {
  static final int LONGEST_PATH = 1024;

  private static final String NOT_RESERVED =
      "not below " + UploadArtifact.RESERVED + ", which is ours";

  static final String PLACE_EXPECTED =
      "1 to " + LONGEST_PATH + " characters without control characters, " + NOT_RESERVED;

  private final RoutingContext context;
  private final Categories categories;
  private final List<Problem.Fault> faults = new ArrayList<>();

  UploadLabels(RoutingContext context, Categories categories) {
    this.context = context;
    this.categories = categories;
  }

  /** Of one file. */
  UploadArtifact.Label read() {
    String name = text("name", FileName.MOST).orElse("");
    String path = one("path").isPresent() ? text("path", LONGEST_PATH).orElse("") : name;
    if (path.startsWith(UploadArtifact.RESERVED)) {
      fault("path", path, NOT_RESERVED);
    }
    return readShared().at(FileName.of(name, "unnamed"), path);
  }

  /** Whether a text can be the path of a file. */
  static boolean isPlace(String path) {
    return isPlain(path, LONGEST_PATH) && !path.startsWith(UploadArtifact.RESERVED);
  }

  /** Whether the CI system of the run is to get it. */
  boolean toProvider() {
    String to = one("to").orElse("store");
    if (!to.equals("store") && !to.equals("provider")) {
      fault("to", to, "store or provider");
    }
    return to.equals("provider");
  }

  /** Of several files, without their names. */
  UploadArtifact.Label readShared() {
    UUID run = uuid("run_id");
    UUID task = one("task_id").isPresent() ? uuid("task_id") : null;
    Integer attempt = attempt();
    ArtifactType type = type();
    Category category = category();
    List<String> labels = labels();
    Map<String, String> metadata = metadata();
    if (one("task_id").isPresent() != one("attempt").isPresent()) {
      fault("attempt", one("attempt").orElse(null), "given exactly when task_id is");
    }
    if (!faults.isEmpty() || run == null) {
      throw Fail.badRequest(faults);
    }
    Place place = new Place(run, task, attempt);
    return new UploadArtifact.Label(place, "", "", type, category, labels, metadata);
  }

  private Optional<String> one(String name) {
    List<String> values = context.queryParam(name);
    if (values.size() > 1) {
      fault(name, String.join(",", values), "given once");
    }
    return values.stream().findFirst();
  }

  private @Nullable UUID uuid(String name) {
    String text = one(name).orElse("");
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      fault(name, text.isEmpty() ? null : text, "a UUID");
      return null;
    }
  }

  private @Nullable Integer attempt() {
    Optional<String> text = one("attempt");
    if (text.isEmpty()) {
      return null;
    }
    try {
      int attempt = Integer.parseInt(text.get());
      if (attempt >= 0) {
        return attempt;
      }
    } catch (NumberFormatException e) {
      // told below, as for a negative one
    }
    fault("attempt", text.get(), "a whole number >= 0");
    return null;
  }

  private Optional<String> text(String name, int most) {
    Optional<String> text = one(name);
    boolean good = text.isPresent() && isPlain(text.get(), most);
    if (!good) {
      fault(name, text.orElse(null), "1 to " + most + " characters without control characters");
    }
    return good ? text : Optional.empty();
  }

  static boolean isPlain(String text, int most) {
    return !text.isBlank()
        && text.length() <= most
        && text.chars().noneMatch(Character::isISOControl);
  }

  private @Nullable ArtifactType type() {
    Optional<String> word = one("type");
    ArtifactType type = word.flatMap(ArtifactType::of).orElse(null);
    if (word.isPresent() && type == null) {
      fault("type", word.get(), "one of " + ArtifactType.EXPECTED);
    }
    return type;
  }

  private @Nullable Category category() {
    Optional<String> word = one("category");
    Category category = word.flatMap(categories::named).orElse(null);
    if (word.isPresent() && category == null) {
      fault("category", word.get(), "one of " + categories.words());
    }
    return category;
  }

  private List<String> labels() {
    List<String> labels = context.queryParam("label");
    if (labels.size() > Tags.MOST_LABELS) {
      fault("label", labels.size() + " of them", "at most " + Tags.MOST_LABELS);
    }
    for (String label : labels) {
      if (!isPlain(label, Tags.LONGEST)) {
        fault("label", label, "1 to 255 characters without control characters");
      }
    }
    return labels;
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (String pair : context.queryParam("metadata")) {
      int sign = pair.indexOf('=');
      boolean good =
          sign > 0
              && isPlain(pair, 2 * Tags.LONGEST)
              && metadata.putIfAbsent(pair.substring(0, sign), pair.substring(sign + 1)) == null;
      if (!good) {
        fault("metadata", pair, "key=value, each key once");
      }
    }
    if (metadata.size() > Tags.MOST_METADATA) {
      fault("metadata", metadata.size() + " of them", "at most " + Tags.MOST_METADATA);
    }
    return metadata;
  }

  private void fault(String name, @Nullable String value, String expected) {
    faults.add(Fail.fault("query." + name, value, expected));
  }
}
