package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.ArtifactType;
import dev.verdict.artifacts.domain.FileName;
import dev.verdict.artifacts.domain.Place;
import dev.verdict.artifacts.usecase.ArtifactCatalog.Kept;
import dev.verdict.artifacts.usecase.UploadArtifact;
import dev.verdict.contract.api.Problem;
import dev.verdict.runtime.access.Scope;
import dev.verdict.runtime.http.Fail;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.http.Reply;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v1/artifacts}: the labels stand in the query, the body is the file. */
final class UploadOperation {
  private static final int LONGEST_PATH = 1024;

  private final UploadArtifact upload;
  private final Clock clock;

  UploadOperation(UploadArtifact upload, Clock clock) {
    this.upload = upload;
    this.clock = clock;
  }

  void register(Operations operations) {
    operations.raw("uploadArtifact", Set.of(Scope.WORKER, Scope.SUBMIT), this::handle);
  }

  private void handle(RoutingContext context) {
    UploadArtifact.Label label = new Labels(context).read();
    Uploads.answer(
        context,
        upload
            .upload(label, context.request(), Uploads.announced(context.request()))
            .map(this::reply));
  }

  private Reply reply(Kept kept) {
    ArtifactView view = ArtifactView.of(kept.artifact(), clock.instant());
    return kept.isNew()
        ? Reply.created("/api/v1/artifacts/" + view.id(), view)
        : Reply.json(200, view);
  }

  /** Reads the query and gathers all that is wrong with it. */
  private static final class Labels {
    private final RoutingContext context;
    private final List<Problem.Fault> faults = new ArrayList<>();

    Labels(RoutingContext context) {
      this.context = context;
    }

    UploadArtifact.Label read() {
      UUID run = uuid("run_id");
      UUID task = one("task_id").isPresent() ? uuid("task_id") : null;
      Integer attempt = attempt();
      String name = text("name", FileName.MOST).orElse(null);
      String path = one("path").isPresent() ? text("path", LONGEST_PATH).orElse(null) : name;
      ArtifactType type = type();
      if (one("task_id").isPresent() != one("attempt").isPresent()) {
        fault("attempt", one("attempt").orElse(null), "given exactly when task_id is");
      }
      if (path != null && path.startsWith(UploadArtifact.RESERVED)) {
        fault("path", path, "not below " + UploadArtifact.RESERVED + ", which is ours");
      }
      if (!faults.isEmpty() || run == null || name == null || path == null) {
        throw Fail.badRequest(faults);
      }
      Place place = new Place(run, task, attempt);
      return new UploadArtifact.Label(place, FileName.of(name, "unnamed"), path, type);
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
      boolean good =
          text.isPresent()
              && !text.get().isBlank()
              && text.get().length() <= most
              && text.get().chars().noneMatch(Character::isISOControl);
      if (!good) {
        fault(name, text.orElse(null), "1 to " + most + " characters without control characters");
      }
      return good ? text : Optional.empty();
    }

    private @Nullable ArtifactType type() {
      Optional<String> word = one("type");
      ArtifactType type = word.flatMap(ArtifactType::of).orElse(null);
      if (word.isPresent() && type == null) {
        fault("type", word.get(), "one of " + String.join(", ", ArtifactType.words()));
      }
      return type;
    }

    private void fault(String name, @Nullable String value, String expected) {
      faults.add(Fail.fault("query." + name, value, expected));
    }
  }
}
