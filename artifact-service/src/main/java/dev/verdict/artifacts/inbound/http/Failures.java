package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.domain.Refusal;
import dev.verdict.artifacts.usecase.ArtifactGone;
import dev.verdict.artifacts.usecase.LogGone;
import dev.verdict.artifacts.usecase.StoreUnavailable;
import dev.verdict.runtime.http.Fail;
import java.time.Duration;

/** What our failures are in HTTP. Others are told as they are. */
final class Failures {
  private Failures() {}

  static Throwable told(Throwable failure) {
    return switch (failure) {
      case Refusal.TooLarge large -> Fail.of(413, "Too large", large.getMessage());
      case Refusal.DigestMismatch other ->
          Fail.badField(
              "path.digest",
              other.promised().toString(),
              "the digest of the body, " + other.actual());
      case Refusal.OtherContent taken -> Fail.conflict(String.valueOf(taken.getMessage()));
      case Refusal.DiskFull full ->
          Fail.of(507, "Insufficient storage", full.getMessage() + "; nothing was kept");
      case StoreUnavailable away ->
          Fail.unavailable("the store of artifacts does not answer", Duration.ofSeconds(5))
              .because(away);
      case ArtifactGone gone ->
          Fail.gone("artifact", gone.artifact().id(), gone.deletion().reason());
      case LogGone gone -> Fail.gone("log of attempt", gone.key(), "it is not kept any more");
      default -> failure;
    };
  }
}
