package dev.verdict.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The sockets that Kafka will listen on, bound before Kafka is told their numbers: so nobody can
 * take a port between the choice and the start, and a port in use is known at once.
 */
final class KafkaSockets implements ServerSocketFactory, AutoCloseable {
  private static final int BACKLOG = 50;

  private final ServerSocketChannel broker;
  private final ServerSocketChannel controller;

  private KafkaSockets(ServerSocketChannel broker, ServerSocketChannel controller) {
    this.broker = broker;
    this.controller = controller;
  }

  static KafkaSockets bind(int wanted, RememberedPort remembered) throws IOException {
    var broker = bindBroker(wanted, remembered);
    try {
      return new KafkaSockets(broker, bind(0));
    } catch (IOException e) {
      broker.close();
      throw e;
    }
  }

  private static ServerSocketChannel bindBroker(int wanted, RememberedPort remembered)
      throws IOException {
    if (wanted == 0) {
      var channel = bindRemembered(remembered);
      remembered.remember(channel.socket().getLocalPort());
      return channel;
    }
    try {
      return bind(wanted);
    } catch (BindException e) {
      throw CannotStart.portInUse("Kafka", wanted, e);
    }
  }

  /** It may be taken between the look and the call, and any other does as well. */
  private static ServerSocketChannel bindRemembered(RememberedPort remembered) throws IOException {
    try {
      return bind(remembered.ifFree().orElse(0));
    } catch (BindException taken) {
      return bind(0);
    }
  }

  private static ServerSocketChannel bind(int port) throws IOException {
    var channel = ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(FreePorts.loopback(port), BACKLOG);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  int brokerPort() {
    return broker.socket().getLocalPort();
  }

  int controllerPort() {
    return controller.socket().getLocalPort();
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBuffer)
      throws IOException {
    var channel = listener.equals(KafkaSettings.CONTROLLER) ? controller : broker;
    if (!channel.isOpen()) {
      throw new IOException("listener: " + listener + " is closed (expected: bound)");
    }
    return channel;
  }

  /** Kafka closes what it was given; this closes what it never asked for. */
  @Override
  public void close() {
    try (broker;
        controller) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
