package dev.verdict.testkit.webhook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can happen to a proof or a body on its way. */
final class Damage {
  private Damage() {}

  static List<String> of(String proof) {
    List<String> bad =
        new ArrayList<>(List.of("", " ", "=", ",", "sha256=", "v1=", "v1,", "Basic"));
    bad.add(proof.substring(0, proof.length() - 5));
    bad.add(proof.substring(0, proof.length() / 2));
    bad.add(proof.substring(1));
    int middle = proof.length() * 2 / 3;
    char other = proof.charAt(middle) == 'a' ? 'b' : 'a';
    bad.add(proof.substring(0, middle) + other + proof.substring(middle + 1));
    return bad;
  }

  static List<byte[]> of(byte[] body) {
    List<byte[]> bad = new ArrayList<>();
    for (int at : new int[] {0, body.length / 2, body.length - 1}) {
      byte[] changed = body.clone();
      changed[at] ^= 1;
      bad.add(changed);
    }
    bad.add(Arrays.copyOf(body, body.length - 1));
    byte[] longer = Arrays.copyOf(body, body.length + 1);
    longer[body.length] = ' ';
    bad.add(longer);
    return bad;
  }

  static String shouted(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
