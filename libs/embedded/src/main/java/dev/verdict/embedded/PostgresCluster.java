package dev.verdict.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What an embedded PostgreSQL keeps in its directory, and how it gets there the first time. */
record PostgresCluster(Path directory) {
  static final String USER = "verdict";
  private static final Duration CREATION_LIMIT = Duration.ofMinutes(2);

  Path data() {
    return directory.resolve("cluster");
  }

  Path log() {
    return directory.resolve("postgres.log");
  }

  RememberedPort port() {
    return new RememberedPort(directory.resolve("port"));
  }

  /** The one way in. Other users of this machine reach the port, but cannot read this file. */
  String password() throws IOException {
    var known = PrivateFiles.read(passwordFile());
    if (known.isPresent()) {
      return known.get();
    }
    var random = new byte[24];
    new SecureRandom().nextBytes(random);
    var password = HexFormat.of().formatHex(random);
    PrivateFiles.write(passwordFile(), password);
    return password;
  }

  /** Made aside and put in place by one rename: what was interrupted is not taken for a cluster. */
  void createIfMissing(PostgresBinaries binaries, Account account, PostgresOptions options)
      throws IOException {
    if (Files.isDirectory(data())) {
      account.own(data());
      account.own(log());
      return;
    }
    password();
    var fresh = directory.resolve("cluster.new");
    PrivateFiles.deleteTree(fresh);
    Command.of(account.command(initdb(binaries, fresh, options))).run(CREATION_LIMIT);
    createDatabase(binaries, account, fresh, options);
    Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private List<String> initdb(PostgresBinaries binaries, Path fresh, PostgresOptions options) {
    var words =
        new ArrayList<>(
            List.of(
                binaries.program("initdb"),
                "--pgdata=" + fresh,
                "--username=" + USER,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // The same order of strings on every machine, whatever its locale.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
    if (!options.durable()) {
      words.add("--no-sync");
    }
    return words;
  }

  private void createDatabase(
      PostgresBinaries binaries, Account account, Path fresh, PostgresOptions options)
      throws IOException {
    var statement = directory.resolve("create.sql");
    PrivateFiles.write(statement, "CREATE DATABASE " + options.database() + "\n");
    // PostgreSQL without a server: it reads statements until its input ends.
    var words = List.of(binaries.program("postgres"), "--single", "-D", fresh.toString());
    var single = new ArrayList<>(words);
    if (!options.durable()) {
      single.add("-F");
    }
    single.add("postgres");
    Command.of(account.command(single)).readingFrom(statement).run(CREATION_LIMIT);
    Files.delete(statement);
  }

  private Path passwordFile() {
    return directory.resolve("password");
  }
}
