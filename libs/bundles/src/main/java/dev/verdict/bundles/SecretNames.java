package dev.verdict.bundles;

import java.util.Set;

/** Files and directories that usually hold keys and passwords of the person who works there. */
final class SecretNames {
  private static final Set<String> KNOWN =
      Set.of(
          ".ssh",
          ".gnupg",
          ".aws",
          ".azure",
          ".kube",
          ".netrc",
          "_netrc",
          ".pgpass",
          ".pypirc",
          ".git-credentials");

  private SecretNames() {}

  static boolean hold(String name) {
    return KNOWN.contains(name) || name.startsWith(".env");
  }
}
