package dev.verdict.reports.badge;

/**
 * How wide text is in Verdana at 11 pixels. Verdana and DejaVu Sans have the same widths almost
 * everywhere; these were measured in DejaVu Sans, which is free. The picture tells the browser the
 * width as well, so another font is squeezed into the same room.
 */
final class TextWidth {
  private static final int FIRST = 32;

  /** From space to tilde, in tenths of a pixel. */
  private static final int[] ASCII = {
    35, 44, 51, 92, 70, 105, 86, 30, 43, 43, 55, 92, 35, 40, 35, 37, 70, 70, 70, 70, 70, 70, 70, 70,
    70, 70, 37, 37, 92, 92, 92, 58, 110, 75, 75, 77, 85, 70, 63, 85, 83, 32, 32, 72, 61, 95, 82, 87,
    66, 87, 76, 70, 67, 81, 75, 109, 75, 67, 75, 43, 37, 43, 92, 55, 55, 67, 70, 60, 70, 68, 39, 70,
    70, 31, 31, 64, 31, 107, 70, 67, 70, 70, 45, 57, 43, 70, 65, 90, 65, 65, 58, 70, 37, 70, 92
  };

  private static final int LATIN = 70;
  private static final int WIDE = 110;
  private static final int FIRST_WIDE = 0x1100;

  private TextWidth() {}

  /** In tenths of a pixel. */
  static int tenths(String text) {
    return text.codePoints().map(TextWidth::one).sum();
  }

  private static int one(int character) {
    int index = character - FIRST;
    if (index >= 0 && index < ASCII.length) {
      return ASCII[index];
    }
    return character < FIRST_WIDE ? LATIN : WIDE;
  }
}
