package dev.verdict.retriever;

import java.io.IOException;
import java.io.InputStream;

/** Where artifacts come from: our own service, a CI system, anything that can be read. */
@FunctionalInterface
public interface ArtifactSource {
  /**
   * Opens the content from a byte on, or, when the source cannot, from the beginning; bounded by
   * its own time-out until the first byte. An {@link IOException} is worth another try, a {@link
   * Refused} is not.
   */
  Opened open(RemoteArtifact artifact, long from) throws IOException;

  /**
   * Bytes as they come.
   *
   * @param from the position of the first of them
   */
  record Opened(InputStream body, long from) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /** The source has said no, and will say so again. */
  final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
