package dev.verdict.tests.commits;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One message of PostgreSQL's protocol, as it was on the wire: a type, a length, the rest. */
record WireMessage(char type, byte[] whole) {
  private static final int HEAD = 5;

  /** The next one, or nothing when the other side has hung up. */
  static @Nullable WireMessage read(DataInputStream in) throws IOException {
    int type = in.read();
    if (type < 0) {
      return null;
    }
    int length = in.readInt();
    byte[] whole = new byte[length + 1];
    ByteBuffer.wrap(whole).put((byte) type).putInt(length);
    in.readFully(whole, HEAD, whole.length - HEAD);
    return new WireMessage((char) type, whole);
  }

  /** The first message of a client has no type. */
  static byte[] readFirst(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] whole = new byte[length];
    ByteBuffer.wrap(whole).putInt(length);
    in.readFully(whole, Integer.BYTES, length - Integer.BYTES);
    return whole;
  }

  /** The nth of the texts with which the message begins, each of which ends with a zero. */
  String text(int nth) {
    int from = HEAD;
    for (int i = 0; i < nth; i++) {
      from = endOfText(from) + 1;
    }
    return new String(whole, from, endOfText(from) - from, UTF_8);
  }

  private int endOfText(int from) {
    int at = from;
    while (whole[at] != 0) {
      at++;
    }
    return at;
  }

  /** Of a ReadyForQuery: I outside of a transaction, T in one, E in a failed one. */
  char transactionStatus() {
    return (char) whole[HEAD];
  }
}
