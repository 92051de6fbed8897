import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {
  @ParameterizedTest
  @CsvSource({"0, 0.00", "5, 0.05", "1999, 19.99", "100000, 1000.00"})
  void centsAreShownWithTwoDigits(int cents, String shown) {
    assertEquals(shown, String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100));
  }
}
