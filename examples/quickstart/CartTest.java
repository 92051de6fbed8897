import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CartTest {
  @Test
  void anEmptyCartCostsNothing() {
    assertEquals(0, new Cart().total());
  }

  @Test
  void pricesAddUp() {
    Cart cart = new Cart();
    cart.add(1999);
    cart.add(500);
    assertEquals(2499, cart.total());
    assertEquals(2, cart.items());
  }

  @Test
  void aPriceIsNeverNegative() {
    assertThrows(IllegalArgumentException.class, () -> new Cart().add(-1));
  }

  @Test
  void aVoucherNeverMakesTheSumNegative() {
    Cart cart = new Cart();
    cart.add(500);
    cart.redeem(2000);
    assertEquals(0, cart.total(), "a voucher of 20.00 on goods of 5.00");
  }
}
