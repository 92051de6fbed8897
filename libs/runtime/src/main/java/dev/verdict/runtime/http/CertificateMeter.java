package dev.verdict.runtime.http;

import dev.verdict.runtime.tls.TlsFiles;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** When the certificate of this process ends, so that somebody hears of it before. */
final class CertificateMeter {
  private static final String NAME = "distributed_testing_certificate_expiry_timestamp_seconds";

  private CertificateMeter() {}

  static void of(TlsFiles files, MeterRegistry registry) {
    if (files.current().identity().isPresent()) {
      Gauge.builder(NAME, files, CertificateMeter::end)
          .description("When the certificate that this server shows expires")
          .register(registry);
    }
  }

  private static double end(TlsFiles files) {
    return files
        .current()
        .identity()
        .map(own -> own.certificate().getNotAfter().getTime() / 1000.0)
        .orElse(Double.NaN);
  }
}
