package dev.verdict.testkit.backing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** The engine that this machine's environment names, or the one at the usual places. */
record LocalDockerEngine(String address, Optional<EngineSocket> socket) implements DockerEngine {
  private static final Duration PING_LIMIT = Duration.ofSeconds(2);
  private static final Duration LOOK_LIMIT = Duration.ofSeconds(10);
  private static final Duration PULL_LIMIT = Duration.ofMinutes(3);

  static DockerEngine found() {
    return at(System.getenv("DOCKER_HOST"));
  }

  static DockerEngine at(@Nullable String host) {
    if (host != null && !host.isBlank()) {
      return new LocalDockerEngine(host, socketOf(URI.create(host)).map(EngineSocket::new));
    }
    var home = System.getProperty("user.home", "");
    var path =
        Stream.of("/var/run/docker.sock", home + "/.docker/run/docker.sock")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst();
    return new LocalDockerEngine(
        "unix://" + path.map(Path::toString).orElse("/var/run/docker.sock"),
        path.map(UnixDomainSocketAddress::of).map(EngineSocket::new));
  }

  private static Optional<SocketAddress> socketOf(URI host) {
    return switch (Objects.requireNonNullElse(host.getScheme(), "")) {
      case "unix" -> Optional.of(UnixDomainSocketAddress.of(host.getPath()));
      case "tcp", "http", "https" ->
          Optional.of(new InetSocketAddress(host.getHost(), host.getPort()));
      default -> Optional.empty();
    };
  }

  /** Any HTTP will do, also an answer that wants TLS: there is somebody who speaks it. */
  @Override
  public boolean answers() {
    return socket.flatMap(engine -> engine.ask("GET", "/_ping", PING_LIMIT)).isPresent();
  }

  @Override
  public Optional<String> problem() {
    return Stream.of(Images.POSTGRES, Images.KAFKA)
        .flatMap(image -> missing(image).stream())
        .findFirst()
        .or(this::refusal);
  }

  private Optional<String> missing(String image) {
    if (!isKnownToBeMissing(image)) {
      return Optional.empty();
    }
    var reply = socket.flatMap(engine -> engine.ask("POST", pull(image), PULL_LIMIT));
    if (!isKnownToBeMissing(image)) {
      return Optional.empty();
    }
    var said =
        reply
            .map(answer -> answer.text().strip().lines().reduce("", (earlier, last) -> last))
            .orElse("nothing within " + PULL_LIMIT.toSeconds() + " s");
    return Optional.of(
        "the Docker engine at %s answers, but the image %s cannot be had: %s"
            .formatted(address, image, said));
  }

  /** False also when the engine does not say, for instance because it wants TLS. */
  private boolean isKnownToBeMissing(String image) {
    return socket
        .flatMap(engine -> engine.ask("GET", "/images/" + image + "/json", LOOK_LIMIT))
        .filter(answer -> answer.status() == 404)
        .isPresent();
  }

  private static String pull(String image) {
    // Without a tag the engine would fetch all there are.
    int colon = image.lastIndexOf(':');
    boolean tagged = colon > image.lastIndexOf('/');
    return "/images/create?fromImage=%s&tag=%s"
        .formatted(
            URLEncoder.encode(tagged ? image.substring(0, colon) : image, UTF_8),
            tagged ? image.substring(colon + 1) : "latest");
  }

  /** Testcontainers has conditions and small images of its own. */
  private Optional<String> refusal() {
    try {
      DockerClientFactory.instance().client();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(
          "Testcontainers cannot use the Docker engine at %s: %s"
              .formatted(address, e.getMessage()));
    }
  }
}
