package dev.verdict.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * As whom PostgreSQL runs. It refuses to be root, for good reasons; but in a container everybody is
 * root. Then it gets a user namespace of its own, in which it is nobody, and where the system
 * forbids that, an unprivileged account.
 */
record Account(List<String> prefix, Optional<String> user) {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");

  static final Account OURS = new Account(List.of(), Optional.empty());

  static Account that(PostgresBinaries binaries) {
    return isRoot()
        ? namespaced(binaries)
            .or(() -> unprivileged(binaries))
            .orElseThrow(
                () ->
                    new CannotStart(
                        "user: root (expected: an ordinary user, or a system where `unshare -U` or"
                            + " `setpriv` works, because PostgreSQL does not run as root)"))
        : OURS;
  }

  static Optional<Account> namespaced(PostgresBinaries binaries) {
    return Optional.of(new Account(List.of("unshare", "-U"), Optional.empty()))
        .filter(account -> account.canStart(binaries));
  }

  static Optional<Account> unprivileged(PostgresBinaries binaries) {
    return UNPRIVILEGED.stream()
        .map(Account::droppingTo)
        .filter(account -> account.canStart(binaries))
        .findFirst();
  }

  /** Reaches our files through root's own directories, and nothing else of root's. */
  private static Account droppingTo(String user) {
    return new Account(
        List.of(
            "setpriv",
            // PostgreSQL asks access(2) about its own programs, which ignores what an account may
            // do beyond its user, unless this bit is set.
            "--securebits=+no_setuid_fixup",
            "--reuid=" + user,
            "--regid=" + groupOf(user),
            "--clear-groups",
            "--inh-caps=-all,+dac_override",
            "--ambient-caps=-all,+dac_override",
            "--bounding-set=-all,+dac_override"),
        Optional.of(user));
  }

  private static String groupOf(String user) {
    // Debian calls nobody's group nogroup, others call it nobody; its number is the same.
    return user.equals("nobody") ? "65534" : user;
  }

  List<String> command(List<String> words) {
    var all = new ArrayList<>(prefix);
    all.addAll(words);
    return all;
  }

  /** PostgreSQL wants to own its data. Files of an earlier start may belong to another of us. */
  void own(Path top) throws IOException {
    if (!isRoot() || !Files.exists(top)) {
      return;
    }
    var principals = top.getFileSystem().getUserPrincipalLookupService();
    var owner = principals.lookupPrincipalByName(user.orElse("root"));
    if (Files.getOwner(top).equals(owner)) {
      return;
    }
    try (var found = Files.walk(top)) {
      for (var path : found.toList()) {
        Files.setAttribute(path, "posix:owner", owner, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  private boolean canStart(PostgresBinaries binaries) {
    return Command.of(command(List.of(binaries.program("postgres"), "--version"))).succeeds(LIMIT);
  }

  private static boolean isRoot() {
    try {
      return Platform.current().isLinux()
          ? Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
          : "root".equals(System.getProperty("user.name"));
    } catch (IOException e) {
      return false;
    }
  }
}
