/** What did not go as asked, by what was asked and how it was answered. */
export class Tally {
  readonly counts = new Map<string, number>();

  add(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  /** @returns whether the answer was one of those wanted. */
  check(what: string, reply: { status: number; text: string }, wanted: readonly number[]): boolean {
    if (wanted.includes(reply.status)) return true;
    const code = /"code":"([^"]+)"/.exec(reply.text)?.[1] ?? "";
    this.add(`${what} ${reply.status} ${code}`.trim());
    return false;
  }
}
