package dev.verdict.bundles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks an archive that may be hostile. Everything happens in a staging directory beside the
 * target, which takes the target's name only after the last byte was read and the digest was right:
 * so what has that name can be used.
 */
public final class BundleUnpacker {
  private static final int BUFFER = 64 * 1024;

  private final UnpackLimits limits;

  public BundleUnpacker(UnpackLimits limits) {
    this.limits = limits;
  }

  /**
   * @param expectedDigest {@code sha256:<hex>} of the whole stream
   * @param target must not exist; its parent must
   * @return the bytes of all files
   * @throws BundleRefused when the archive is not what it should be; then nothing is left
   */
  public long unpack(InputStream in, String expectedDigest, Path target) throws IOException {
    Digests.checked(expectedDigest);
    Path staging = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    Files.createDirectory(staging);
    try {
      long bytes = read(in, expectedDigest, staging);
      Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
      return bytes;
    } catch (IOException | RuntimeException e) {
      TreeRemoval.remove(staging);
      throw e;
    }
  }

  private long read(InputStream in, String expectedDigest, Path staging) throws IOException {
    var archive = new MeteredInput(in, "the archive is too large", limits.archiveBytes());
    var digesting = new DigestInputStream(archive, Digests.sha256());
    ArchiveEntries entries = new ArchiveEntries(limits, archive, staging);
    BundleRefused refusal = null;
    try (var content = new GZIPInputStream(new Unclosed(digesting), BUFFER)) {
      entries.readAll(content);
    } catch (BundleRefused e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      refusal = new BundleRefused("the archive is damaged or cut short: " + e.getMessage(), e);
    }
    drain(digesting);
    String digest = Digests.name(digesting.getMessageDigest().digest());
    if (!digest.equals(expectedDigest)) {
      throw new BundleRefused(
          "the archive's digest is " + digest + " (expected: " + expectedDigest + ")");
    }
    if (refusal != null) {
      throw refusal;
    }
    return entries.contentBytes();
  }

  private static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER];
    while (in.read(buffer) >= 0) {
      // Only the digest wants these bytes; how many may come is bounded below.
    }
  }

  /** The gzip reader closes what it reads from, and we still need it for the digest. */
  private static final class Unclosed extends java.io.FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
