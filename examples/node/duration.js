/** Seconds as a clock shows them. */
export function clock(seconds) {
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new RangeError(`seconds: ${seconds} (expected: >= 0)`);
  }
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}
