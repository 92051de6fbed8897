package dev.verdict.coordinator.inbound.webhook;

/**
 * The memory that bodies take while they are on their way, all together. Small ones have a part of
 * their own, so that somebody who sends large ones does not keep them out.
 */
final class BodyMemory {
  /** Up to here a body is a small one; nearly all webhooks are. */
  static final int SMALL = 256 * 1024;

  private final long mostSmall;
  private final long mostLarge;
  private long small;
  private long large;

  BodyMemory(long most) {
    this.mostSmall = most / 4;
    this.mostLarge = most - mostSmall;
  }

  /** What one body has taken; used by one thread after another. */
  final class Share {
    private int taken;

    /** False when there is no room for so much more. */
    boolean take(int bytes) {
      int smallPart = Math.max(0, Math.min(bytes, SMALL - taken));
      int largePart = bytes - smallPart;
      synchronized (BodyMemory.this) {
        if (small + smallPart > mostSmall || large + largePart > mostLarge) {
          return false;
        }
        small += smallPart;
        large += largePart;
      }
      taken += bytes;
      return true;
    }

    void giveBack() {
      int smallPart = Math.min(taken, SMALL);
      synchronized (BodyMemory.this) {
        small -= smallPart;
        large -= taken - smallPart;
      }
      taken = 0;
    }
  }

  Share share() {
    return new Share();
  }
}
