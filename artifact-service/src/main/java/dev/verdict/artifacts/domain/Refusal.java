package dev.verdict.artifacts.domain;

/** Why bytes were not taken. Nothing of them is kept. */
public abstract sealed class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Refusal(String message) {
    super(message);
  }

  /** More bytes than may come. */
  public static final class TooLarge extends Refusal {
    private static final long serialVersionUID = 1L;

    public TooLarge(long limit) {
      super("body: too large (expected: at most " + limit + " bytes)");
    }
  }

  /** Other bytes than were promised. */
  public static final class DigestMismatch extends Refusal {
    private static final long serialVersionUID = 1L;
    private final transient Digest promised;
    private final transient Digest actual;

    public DigestMismatch(Digest promised, Digest actual) {
      super("digest: " + promised + " (the body's is " + actual + ")");
      this.promised = promised;
      this.actual = actual;
    }

    public Digest promised() {
      return promised;
    }

    public Digest actual() {
      return actual;
    }
  }

  /** The disk has no room. */
  public static final class DiskFull extends Refusal {
    private static final long serialVersionUID = 1L;

    public DiskFull(String detail) {
      super("disk: " + detail);
    }
  }

  /** The place is taken by other bytes. */
  public static final class OtherContent extends Refusal {
    private static final long serialVersionUID = 1L;
    private final transient Artifact taken;

    public OtherContent(Artifact there) {
      super(
          "path: '"
              + there.path()
              + "' of this attempt is already kept as "
              + there.id()
              + " with "
              + there.digest()
              + " (expected: the same bytes, or another path)");
      this.taken = there;
    }

    /** What is there. */
    public Artifact taken() {
      return taken;
    }
  }
}
