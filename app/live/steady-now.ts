/** Epoch milliseconds by a clock that nobody sets: it goes on where this machine's clock jumps. */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}
