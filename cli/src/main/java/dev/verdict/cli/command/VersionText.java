package dev.verdict.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The version, from the jar's manifest. */
public final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = VersionText.class.getPackage().getImplementationVersion();
    return new String[] {"verdict " + (version == null ? "from source" : version)};
  }
}
