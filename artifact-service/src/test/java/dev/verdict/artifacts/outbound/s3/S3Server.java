package dev.verdict.artifacts.outbound.s3;

import dev.verdict.runtime.settings.Secret;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * An S3 server of somebody else in this process, with its objects in memory. It checks the
 * signature of every request.
 */
public final class S3Server implements AutoCloseable {
  public static final String BUCKET = "evidence";
  private static final String KEY = "the-key";
  private static final String SECRET = "the-secret-of-the-key";

  private final BrittleStore store = new BrittleStore(new TransientNio2BlobStore());
  private final S3Proxy server;

  private S3Server() throws Exception {
    store.createContainer(BUCKET);
    server =
        S3Proxy.builder()
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
            .blobStore(store)
            .build();
    server.start();
  }

  public static S3Server start() throws Exception {
    return new S3Server();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  S3Address address(String secret) {
    return new S3Address(
        Optional.of(url()),
        BUCKET,
        "us-east-1",
        true,
        Optional.of(new S3Address.Credentials(KEY, new Secret(secret))),
        "verdict/");
  }

  S3Address address() {
    return address(SECRET);
  }

  /** The settings of a service that keeps its artifacts here. */
  public Map<String, String> settings() {
    return Map.of(
        "artifacts.storage",
        "s3",
        "artifacts.s3.endpoint",
        url().toString(),
        "artifacts.s3.bucket",
        BUCKET,
        "artifacts.s3.prefix",
        "verdict",
        "artifacts.s3.access_key",
        KEY,
        "artifacts.s3.secret_key",
        SECRET);
  }

  /** From this part of an upload on, nothing is taken. */
  void breakAtPart(int number) {
    store.firstBroken.set(number);
  }

  public int objects() {
    return store.list(ListObjectsV2Request.builder().bucket(BUCKET).build()).contents().size();
  }

  int unfinished() {
    return store.listMultipartUploads(BUCKET).size();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  private static final class BrittleStore extends ForwardingBlobStore {
    final AtomicInteger firstBroken = new AtomicInteger(Integer.MAX_VALUE);

    BrittleStore(BlobStore store) {
      super(store);
    }

    @Override
    public UploadPartResponse uploadMultipartPart(
        MultipartUpload upload, UploadPartRequest request, InputStream body) {
      if (request.partNumber() >= firstBroken.get()) {
        throw new IllegalStateException("broken for the test");
      }
      return super.uploadMultipartPart(upload, request, body);
    }
  }
}
