package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Ids;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LargeUploadIT {
  private static final long MIB = 1L << 20;
  private static final long SIZE = 256 * MIB;
  private static final long MOST_GROWTH = 48 * MIB;

  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path directory;

  @Test
  void comesAndGoesInFlatMemory() throws Exception {
    try (ServiceUnderTest service =
        new ServiceUnderTest(POSTGRES.database(), KAFKA.bootstrapServers(), directory, Map.of())) {
      Generated body = new Generated();
      long before = usedAfterCollection();

      HttpResponse<String> kept =
          service.send(
              service
                  .request(
                      service.submit, "/api/v1/artifacts?run_id=" + Ids.next() + "&name=big.bin")
                  .POST(BodyPublishers.ofInputStream(() -> body)));

      assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
      assertThat(kept.body()).contains("\"size_bytes\":" + SIZE).contains(body.sha256());
      assertThat(body.mostUsed.get() - before).isLessThan(MOST_GROWTH);

      String id = kept.body().replaceAll(".*?\"id\":\"([^\"]+)\".*", "$1");
      long mostUsed = read(service, id, body);
      assertThat(mostUsed - before).isLessThan(MOST_GROWTH);
    }
  }

  private static long read(ServiceUnderTest service, String id, Generated sent) throws Exception {
    HttpResponse<InputStream> content =
        service.send(
            service.request(service.read, "/api/v1/artifacts/" + id + "/content").GET(),
            BodyHandlers.ofInputStream());
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    long most = 0;
    long total = 0;
    try (InputStream in = content.body()) {
      byte[] chunk = new byte[64 * 1024];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        sha256.update(chunk, 0, n);
        if ((total + n) / (64 * MIB) > total / (64 * MIB)) {
          most = Math.max(most, usedAfterCollection());
        }
        total += n;
      }
    }
    assertThat(total).isEqualTo(SIZE);
    assertThat(HexFormat.of().formatHex(sha256.digest())).isEqualTo(sent.sha256());
    return most;
  }

  private static long usedAfterCollection() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Bytes made while they are asked for; looks now and then how much memory is in use. */
  private static final class Generated extends InputStream {
    final AtomicLong mostUsed = new AtomicLong();
    private final byte[] block = new byte[(int) MIB];
    private final MessageDigest digest;
    private String sha256 = "";
    private long at;

    Generated() throws Exception {
      digest = MessageDigest.getInstance("SHA-256");
      new Random(1).nextBytes(block);
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("only in pieces");
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (at == SIZE) {
        return -1;
      }
      int from = (int) (at % MIB);
      int n = (int) Math.min(length, MIB - from);
      System.arraycopy(block, from, into, offset, n);
      digest.update(into, offset, n);
      at += n;
      if (at % (64 * MIB) == 0) {
        mostUsed.accumulateAndGet(usedAfterCollection(), Math::max);
      }
      if (at == SIZE) {
        sha256 = HexFormat.of().formatHex(digest.digest());
      }
      return n;
    }

    String sha256() {
      return sha256;
    }
  }
}
