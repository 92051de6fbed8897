package dev.verdict.testkit.backing;

import java.util.Optional;
import org.jspecify.annotations.NullMarked;

@NullMarked
record FakeDockerEngine(boolean answers, Optional<String> problem) implements DockerEngine {
  static final FakeDockerEngine ABSENT = new FakeDockerEngine(false, Optional.empty());
  static final FakeDockerEngine COMPLETE = new FakeDockerEngine(true, Optional.empty());
  static final FakeDockerEngine WITHOUT_IMAGES =
      new FakeDockerEngine(true, Optional.of("the image x:1 cannot be had"));

  @Override
  public String address() {
    return "unix:///fake.sock";
  }
}
