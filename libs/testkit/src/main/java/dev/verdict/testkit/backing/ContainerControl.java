package dev.verdict.testkit.backing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotModifiedException;
import org.testcontainers.containers.GenericContainer;

/** Breaks a container and mends it, where Testcontainers can only throw it away. */
final class ContainerControl {
  private static final int STOP_SECONDS = 15;

  private final DockerClient docker;
  private final String id;

  ContainerControl(GenericContainer<?> container) {
    this.docker = container.getDockerClient();
    this.id = container.getContainerId();
  }

  void stop() {
    try {
      docker.stopContainerCmd(id).withTimeout(STOP_SECONDS).exec();
    } catch (NotModifiedException alreadyStopped) {
      return;
    }
  }

  void kill() {
    try {
      docker.killContainerCmd(id).exec();
      docker.waitContainerCmd(id).start().awaitStatusCode();
    } catch (ConflictException alreadyStopped) {
      return;
    }
  }

  void start() {
    try {
      docker.startContainerCmd(id).exec();
    } catch (NotModifiedException alreadyRunning) {
      return;
    }
  }

  void pause() {
    docker.pauseContainerCmd(id).exec();
  }

  void resume() {
    docker.unpauseContainerCmd(id).exec();
  }
}
