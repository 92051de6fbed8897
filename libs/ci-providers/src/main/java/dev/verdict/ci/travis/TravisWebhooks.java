package dev.verdict.ci.travis;

import dev.verdict.ci.webhook.BodyQuestions;
import dev.verdict.ci.webhook.GitNames;
import dev.verdict.ci.webhook.Payload;
import dev.verdict.ci.webhook.PemKeys;
import dev.verdict.ci.webhook.RsaSignature;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.CiEvent.CiRun.Phase;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.Repository;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.plugin.webhook.WebhookKeys;
import java.net.URI;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Travis CI sends: a form whose payload is signed with its private key. */
public final class TravisWebhooks implements WebhookDialect {
  private static final String PAYLOAD = "payload";
  private static final String SIGNATURE = "Signature";

  /** Chosen by Travis CI. */
  private static final String ALGORITHM = "SHA1withRSA";

  private static final URI CONFIG = URI.create("https://api.travis-ci.com/config");

  @Override
  public String provider() {
    return TravisApi.NAME;
  }

  @Override
  public Authenticity check(InboundRequest request, WebhookKeys keys) {
    Optional<String> signature = request.header(SIGNATURE).filter(value -> !value.isBlank());
    if (signature.isEmpty()) {
      return new Authenticity.Missing(SIGNATURE + ": <base64 of the RSA signature of payload>");
    }
    Optional<byte[]> payload = payload(request);
    if (payload.isEmpty()) {
      return new Authenticity.Wrong("there is no field payload in a form that was signed");
    }
    return RsaSignature.check(ALGORITHM, payload.get(), signature.get(), keys.publicKeys());
  }

  private static Optional<byte[]> payload(InboundRequest request) {
    try {
      return request.formField(PAYLOAD);
    } catch (UnreadableWebhook noForm) {
      return Optional.empty();
    }
  }

  /** What stands beside the payload is not signed. */
  @Override
  public byte[] identity(InboundRequest request) {
    return payload(request).orElse(request.content());
  }

  /** Travis CI gives none. */
  @Override
  public Optional<String> deliveryId(InboundRequest request) {
    return Optional.empty();
  }

  @Override
  public String event(InboundRequest request) {
    return BodyQuestions.ask(request, body -> body.textOrNull("state")).orElse("unknown");
  }

  @Override
  public String repository(InboundRequest request) {
    return BodyQuestions.ask(
            request, body -> body.find("repository") == null ? null : repository(body).name())
        .or(() -> BodyQuestions.header(request, "Travis-Repo-Slug"))
        .orElse("");
  }

  @Override
  public String setUp() {
    return "use notifications.webhooks of .travis.yml, which sends a form with the field payload";
  }

  @Override
  public List<CiEvent> read(InboundRequest request) {
    // What is outside of this field is not signed, and a JSON body is none that Travis CI sends.
    if (!request.isForm()) {
      throw new UnreadableWebhook(
          "Content-Type", request.mediaType(), "application/x-www-form-urlencoded");
    }
    return List.of(build(Payload.of(request.json())));
  }

  private static CiEvent build(Payload build) {
    boolean pull = build.flag("pull_request");
    String word = build.text("state");
    RunState state = TravisWords.read(word);
    String built = GitNames.shaOrNull(build, "commit");
    // Of a pull request, commit is a merge that was made for trying it.
    String head = pull ? GitNames.shaOrNull(build, "head_commit") : null;
    return new CiEvent.CiRun(
        repository(build),
        build.id("id"),
        "build " + build.id("number"),
        phase(state, build),
        state,
        word,
        head == null ? built : head,
        // Of a pull request it is the branch that it is for, not the one that it comes from.
        pull || build.textOrNull("tag") != null ? null : build.textOrNull("branch"),
        pull ? build.id("pull_request_number") : null,
        build.link("build_url"),
        build.time("started_at"),
        build.time("finished_at"));
  }

  private static Phase phase(RunState state, Payload build) {
    return switch (state) {
      case QUEUED -> Phase.QUEUED;
      case RUNNING -> Phase.STARTED;
      case UNKNOWN -> build.textOrNull("finished_at") == null ? Phase.STARTED : Phase.FINISHED;
      default -> Phase.FINISHED;
    };
  }

  /** The link that Travis CI tells is the home page that its owner has chosen, if any. */
  private static Repository repository(Payload build) {
    Payload repository = build.object("repository");
    return new Repository(
        GitNames.repository(repository, "owner_name")
            + "/"
            + GitNames.repository(repository, "name"),
        null,
        null,
        null,
        false);
  }

  @Override
  public Optional<URI> publicKeySource() {
    return Optional.of(CONFIG);
  }

  @Override
  public List<PublicKey> publicKeys(byte[] answer) {
    InboundRequest config = new InboundRequest(Map.of(), Map.of(), answer, answer);
    return BodyQuestions.ask(config, TravisWebhooks::pem)
        .map(TravisWebhooks::keys)
        .orElse(List.of());
  }

  private static @Nullable String pem(Payload config) {
    Payload webhook = config.find("config", "notifications", "webhook");
    return webhook == null ? null : webhook.textOrNull("public_key");
  }

  private static List<PublicKey> keys(String pem) {
    try {
      return PemKeys.read(pem);
    } catch (IllegalArgumentException broken) {
      return List.of();
    }
  }
}
