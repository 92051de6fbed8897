package dev.verdict.plugin.ci.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all calls to one API share.
 *
 * @param base with or without a path; no slash at its end
 * @param credential the header that proves who we are; sent to {@code base} and {@code alsoTrusted}
 *     only
 * @param alsoTrusted further hosts of the same API, such as one for uploads
 * @param headers sent with each call
 */
public record ApiProfile(
    URI base,
    @Nullable Credential credential,
    Set<URI> alsoTrusted,
    Map<String, String> headers,
    ApiDialect dialect) {

  /** A header whose value is a secret. */
  public record Credential(String header, String value) {
    @Override
    public String toString() {
      return header + ": ***";
    }
  }

  public ApiProfile {
    alsoTrusted = Set.copyOf(alsoTrusted);
    headers = Map.copyOf(headers);
  }

  public static ApiProfile of(URI base) {
    String text = base.toString();
    URI bare = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
    return new ApiProfile(
        bare, null, Set.of(), Map.of("Accept", "application/json"), ApiDialect.PLAIN);
  }

  public ApiProfile credential(String header, String value) {
    return new ApiProfile(base, new Credential(header, value), alsoTrusted, headers, dialect);
  }

  public ApiProfile bearer(String token) {
    return credential("Authorization", "Bearer " + token);
  }

  public ApiProfile basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return credential("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  public ApiProfile alsoTrusting(URI... hosts) {
    return new ApiProfile(base, credential, Set.of(hosts), headers, dialect);
  }

  public ApiProfile header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiProfile(base, credential, alsoTrusted, more, dialect);
  }

  public ApiProfile speaking(ApiDialect other) {
    return new ApiProfile(base, credential, alsoTrusted, headers, other);
  }
}
