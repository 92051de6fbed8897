package dev.verdict.testkit.backing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** The engine that this machine's environment names, or the one at the usual places. */
record LocalDockerEngine(String address, Optional<SocketAddress> socket) implements DockerEngine {
  private static final Duration PING_LIMIT = Duration.ofSeconds(2);
  private static final Duration PULL_LIMIT = Duration.ofMinutes(3);
  private static final int ENOUGH = 15;

  static DockerEngine found() {
    return at(System.getenv("DOCKER_HOST"));
  }

  static DockerEngine at(@Nullable String host) {
    if (host != null && !host.isBlank()) {
      return new LocalDockerEngine(host, socketOf(URI.create(host)));
    }
    var home = System.getProperty("user.home", "");
    var existing =
        Stream.of("/var/run/docker.sock", home + "/.docker/run/docker.sock")
            .map(Path::of)
            .filter(Files::exists)
            .findFirst();
    return new LocalDockerEngine(
        existing.map(Path::toString).orElse("/var/run/docker.sock"),
        existing.map(UnixDomainSocketAddress::of));
  }

  private static Optional<SocketAddress> socketOf(URI host) {
    return switch (Objects.requireNonNullElse(host.getScheme(), "")) {
      case "unix" -> Optional.of(UnixDomainSocketAddress.of(host.getPath()));
      case "tcp", "http", "https" ->
          Optional.of(new InetSocketAddress(host.getHost(), host.getPort()));
      default -> Optional.empty();
    };
  }

  @Override
  public boolean answers() {
    return socket.isPresent() && within(PING_LIMIT, () -> ping(socket.get())).orElse(false);
  }

  /** Any HTTP answer will do, also one that wants TLS: somebody is there who speaks it. */
  private static boolean ping(SocketAddress address) throws IOException {
    try (var channel = SocketChannel.open(address)) {
      var request = "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(US_ASCII)));
      var answer = ByteBuffer.allocate(ENOUGH);
      while (answer.hasRemaining() && channel.read(answer) >= 0) {
        continue;
      }
      return new String(answer.array(), 0, answer.position(), US_ASCII).startsWith("HTTP/");
    }
  }

  @Override
  public Optional<String> missingImage() {
    return List.of(Images.POSTGRES, Images.KAFKA).stream()
        .flatMap(image -> problemWith(image).stream())
        .findFirst();
  }

  private Optional<String> problemWith(String image) {
    try {
      var client = DockerClientFactory.lazyClient();
      try {
        client.inspectImageCmd(image).exec();
        return Optional.empty();
      } catch (NotFoundException notHere) {
        var pulled = client.pullImageCmd(image).exec(new PullImageResultCallback());
        return pulled.awaitCompletion(PULL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            ? Optional.empty()
            : Optional.of(
                "the image %s did not arrive within %d s".formatted(image, PULL_LIMIT.toSeconds()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the wait for the image " + image + " was interrupted");
    } catch (RuntimeException e) {
      return Optional.of(
          "the Docker engine at %s answers, but the image %s cannot be had: %s"
              .formatted(address, image, e.getMessage()));
    }
  }

  private interface Question {
    boolean ask() throws IOException;
  }

  private static Optional<Boolean> within(Duration limit, Question question) {
    var answer = new CompletableFuture<Boolean>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer.complete(question.ask());
              } catch (IOException | RuntimeException e) {
                answer.complete(false);
              }
            });
    try {
      return Optional.of(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
