import { describe, expect, test } from "vitest";
import { clock } from "./duration.js";

describe("clock", () => {
  test.each([
    [0, "0:00"],
    [59.9, "0:59"],
    [60, "1:00"],
    [3725, "62:05"],
  ])("%s seconds", (seconds, shown) => {
    expect(clock(seconds)).toBe(shown);
  });

  test("refuses what is no time", () => {
    expect(() => clock(-1)).toThrow(RangeError);
  });
});
