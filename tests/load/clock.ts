/** Epoch milliseconds with fractions, never stepping back: clocks of one machine can be compared. */
export const clock = (): number => performance.timeOrigin + performance.now();
