/** How late a reply is before the sweep has it typed afresh, real milliseconds. */
export function overdueMs(timeScale: number): number {
  return Math.max(400, 1000 / timeScale);
}

/** How long a model may take for one answer, real milliseconds. */
export function modelTimeoutMs(timeScale: number): number {
  return Math.round(Math.max(2000, 20_000 / timeScale));
}
