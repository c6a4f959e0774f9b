/** How long a model may take for one answer, real milliseconds. */
export function modelTimeoutMs(timeScale: number): number {
  return Math.round(Math.max(2000, 20_000 / timeScale));
}
