/** Stands until the real one is written. */
export function eliza(history: readonly { own: boolean; body: string }[], _seed: number): string {
  return history.length === 0 ? "How do you do." : "Please go on.";
}
