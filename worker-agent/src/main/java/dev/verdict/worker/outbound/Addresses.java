package dev.verdict.worker.outbound;

import java.net.URI;

/** Addresses below a base that may have a path of its own. */
final class Addresses {
  private Addresses() {}

  static String below(URI base, String path) {
    String text = base.toString();
    return (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path;
  }
}
