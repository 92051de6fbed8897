package dev.verdict.retriever;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A source of one file that breaks as often as a test wants, and remembers what it was asked. */
final class FakeSource implements ArtifactSource {
  final byte[] content;
  final List<Long> askedFrom = new CopyOnWriteArrayList<>();
  volatile int breaksLeft;
  volatile boolean knowsRanges = true;
  volatile byte[] sent;

  FakeSource(int length, long seed) {
    content = new byte[length];
    new Random(seed).nextBytes(content);
    sent = content;
  }

  RemoteArtifact artifact() {
    return new RemoteArtifact("1", "file.bin", sha256(content), content.length);
  }

  Retriever.Wish wish(Path target) {
    return new Retriever.Wish(artifact(), target);
  }

  @Override
  public Opened open(RemoteArtifact artifact, long from) throws IOException {
    askedFrom.add(from);
    long start = knowsRanges ? from : 0;
    byte[] rest = Arrays.copyOfRange(sent, (int) start, sent.length);
    boolean breaks = breaksLeft > 0;
    breaksLeft--;
    InputStream body = new ByteArrayInputStream(breaks ? half(rest) : rest);
    return new Opened(body, start);
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
