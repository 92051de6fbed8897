package dev.verdict.ci.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An authority that nobody knows, and a server's certificate by it for {@code localhost}; made by
 * the JDK's keytool.
 */
record PrivateAuthority(Path certificate, Path server) {
  static final String PASSWORD = "changeit";

  static PrivateAuthority in(Path directory) throws IOException, InterruptedException {
    Path authority = directory.resolve("authority.p12");
    Path server = directory.resolve("server.p12");
    Path pem = directory.resolve("authority.pem");
    Path request = directory.resolve("server.csr");
    Path signed = directory.resolve("server.pem");
    pair(authority, "authority", "CN=Private authority", "bc:c=ca:true");
    pair(server, "server", "CN=localhost", "san=dns:localhost");
    keytool(authority, "-exportcert", "-alias", "authority", "-rfc", "-file", pem.toString());
    keytool(server, "-certreq", "-alias", "server", "-file", request.toString());
    keytool(
        authority,
        "-gencert",
        "-alias",
        "authority",
        "-rfc",
        "-ext",
        "san=dns:localhost",
        "-infile",
        request.toString(),
        "-outfile",
        signed.toString());
    keytool(server, "-importcert", "-noprompt", "-alias", "authority", "-file", pem.toString());
    keytool(server, "-importcert", "-noprompt", "-alias", "server", "-file", signed.toString());
    return new PrivateAuthority(pem, server);
  }

  private static void pair(Path store, String alias, String name, String extension)
      throws IOException, InterruptedException {
    keytool(
        store, "-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", name, "-ext", extension);
  }

  private static void keytool(Path store, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
    Path said = Files.createTempFile(store.getParent(), "keytool", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(Files.readString(said, StandardCharsets.UTF_8));
    }
  }
}
