/** The order of the end: who acts first, then who answers them, the stores last. */
const ranks = ["processes", "model", "redis", "postgres"] as const;

export type Rank = (typeof ranks)[number];

interface Stoppable {
  stop(graceMs: number): Promise<void>;
}

const graceMs: Record<Rank, number> = {
  processes: 20_000,
  model: 3000,
  redis: 5000,
  postgres: 15_000,
};

/** Everything that a run has started, ended in order. */
export class Crew {
  #members: { rank: Rank; member: Stoppable }[] = [];

  add<T extends Stoppable>(rank: Rank, member: T): T {
    this.#members.push({ rank, member });
    return member;
  }

  async stop(): Promise<void> {
    for (const rank of ranks) {
      const group = this.#members.filter((each) => each.rank === rank);
      await Promise.all(group.map(({ member }) => member.stop(graceMs[rank])));
    }
    this.#members = [];
  }
}
