package dev.verdict.testkit.backing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDockerEngineTest {
  @TempDir Path directory;

  @Test
  void anEngineThatSpeaksHttpAnswers() throws Exception {
    try (var server = listening()) {
      Thread.ofVirtual().start(() -> reply(server, "HTTP/1.1 200 OK\r\n\r\nOK"));
      assertThat(LocalDockerEngine.at(address()).answers()).isTrue();
    }
  }

  @Test
  void somebodyElseAtTheSocketIsNoEngine() throws Exception {
    try (var server = listening()) {
      Thread.ofVirtual().start(() -> reply(server, "220 mail.example.org ESMTP"));
      assertThat(LocalDockerEngine.at(address()).answers()).isFalse();
    }
  }

  @Test
  void anEngineThatIsSilentIsGivenUp() throws Exception {
    try (var server = listening()) {
      assertThat(LocalDockerEngine.at(address()).answers()).isFalse();
      assertThat(server.isOpen()).isTrue();
    }
  }

  @Test
  void noSocketNoEngine() {
    assertThat(LocalDockerEngine.at(address()).answers()).isFalse();
    assertThat(LocalDockerEngine.at("tcp://127.0.0.1:1").answers()).isFalse();
    assertThat(LocalDockerEngine.at("npipe:////./pipe/docker").answers()).isFalse();
  }

  @Test
  void anImageThatCannotBeHadIsNamedWithTheReason() throws Exception {
    try (var server = listening()) {
      Thread.ofVirtual()
          .start(
              () -> {
                for (int request = 0; request < 3; request++) {
                  reply(server, "HTTP/1.0 404 Not Found\r\n\r\n{\"message\":\"no such host\"}");
                }
              });
      assertThat(LocalDockerEngine.at(address()).problem())
          .hasValueSatisfying(
              problem ->
                  assertThat(problem)
                      .contains(Images.POSTGRES + " cannot be had")
                      .endsWith("no such host\"}"));
    }
  }

  private String address() {
    return "unix://" + directory.resolve("docker.sock");
  }

  private ServerSocketChannel listening() throws IOException {
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    return server.bind(UnixDomainSocketAddress.of(directory.resolve("docker.sock")));
  }

  private static void reply(ServerSocketChannel server, String text) {
    try (var client = server.accept()) {
      client.read(ByteBuffer.allocate(4096));
      client.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
