package dev.verdict.artifacts.outbound.s3;

import dev.verdict.artifacts.usecase.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One bucket, and the few threads that may wait for it. The client tries again by itself, three
 * times, with back-off; a call has its time-out, and so has the silence within one.
 */
public final class S3Connection {
  private static final int THREADS = 24;
  private static final int CONNECTIONS = 256;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final Duration CALL = Duration.ofMinutes(5);

  private final S3Address address;
  private final S3Client client;
  private final WorkerExecutor executor;

  private S3Connection(S3Address address, S3Client client, WorkerExecutor executor) {
    this.address = address;
    this.client = client;
    this.executor = executor;
  }

  /** Fails at once when the bucket cannot be had: a wrong key is better told now than at night. */
  public static Future<S3Connection> open(Vertx vertx, S3Address address) {
    WorkerExecutor executor = vertx.createSharedWorkerExecutor("artifact-s3", THREADS);
    return executor
        .executeBlocking(() -> new S3Connection(address, build(address), executor), false)
        .compose(
            connection ->
                connection
                    .ping()
                    .map(connection)
                    .recover(
                        failure ->
                            connection
                                .close()
                                .transform(
                                    closed -> Future.failedFuture(unusable(address, failure)))));
  }

  private static Throwable unusable(S3Address address, Throwable failure) {
    return new IllegalStateException(
        "artifacts.s3.bucket: "
            + address
            + " (expected: a bucket that exists and that the key may use): "
            + failure.getMessage(),
        failure);
  }

  private static S3Client build(S3Address address) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(address.region()))
            .forcePathStyle(address.pathStyle())
            .credentialsProvider(credentials(address))
            // Sums that older servers do not know are only sent where S3 insists.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(rules -> rules.apiCallTimeout(CALL))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(CONNECTIONS)
                    .connectionTimeout(CONNECT)
                    .connectionAcquisitionTimeout(SILENCE)
                    .socketTimeout(SILENCE));
    address.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(S3Address address) {
    return address
        .credentials()
        .<AwsCredentialsProvider>map(
            known ->
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(known.accessKey(), known.secretKey().reveal())))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  String bucket() {
    return address.bucket();
  }

  String key(String path) {
    return address.prefix() + path;
  }

  /** Work with the client where it may wait. Failures come as ours. */
  <T> Future<T> call(Call<T> work) {
    return executor
        .executeBlocking(() -> work.with(client), false)
        .recover(failure -> Future.failedFuture(recognised(failure)));
  }

  /** The same for work of which nothing comes but that it is done. */
  Future<Void> run(Step work) {
    return call(client -> {
          work.with(client);
          return true;
        })
        .mapEmpty();
  }

  /** Something that is done there. */
  interface Step {
    void with(S3Client client) throws Exception;
  }

  /** Something that is asked there. */
  interface Call<T> {
    T with(S3Client client) throws Exception;
  }

  private Throwable recognised(Throwable failure) {
    return switch (failure) {
      case S3Exception told -> recognised(told);
      case SdkException silence ->
          new StoreUnavailable(address + ": " + silence.getMessage(), silence);
      default -> failure;
    };
  }

  private Throwable recognised(S3Exception told) {
    if (told.statusCode() == 404) {
      return new NoSuchFileException(address.toString(), null, told.getMessage());
    }
    String message = address + ": " + told.getMessage();
    return told.statusCode() < 500
        ? new IllegalStateException(message, told)
        : new StoreUnavailable(message, told);
  }

  /** Whether the bucket answers. */
  public Future<Void> ping() {
    return run(
        s3 ->
            s3.headBucket(
                request ->
                    request
                        .bucket(bucket())
                        .overrideConfiguration(rules -> rules.apiCallTimeout(SILENCE))));
  }

  public Future<Void> close() {
    Function<Void, Future<Void>> threads = closed -> executor.close();
    return executor
        .<Void>executeBlocking(
            () -> {
              client.close();
              return null;
            },
            false)
        .otherwiseEmpty()
        .compose(threads);
  }
}
