package dev.verdict.cli.simulate;

/**
 * One call to the played API.
 *
 * @param sent what came with it, in one line
 */
record Told(String method, String path, int status, String sent) {
  boolean isWrite() {
    return !method.equals("GET") && !method.equals("HEAD");
  }
}
