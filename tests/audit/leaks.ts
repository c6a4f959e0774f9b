import type { Edit } from "../plant.ts";

interface Leak {
  what: string;
  /** The group that has to tell. */
  group: string;
  ruleset: string;
  edits: Edit[];
}

/** Faults that would give AI witnesses away, as small changes of the platform's own code. */
export const LEAKS = {
  "sweep-tick": {
    what: "replies are delivered on the sweep's tick",
    group: "digits",
    ruleset: "audit-duel",
    edits: [
      {
        file: "worker/type-reply.ts",
        find: "if (!(await until(dueAt.getTime(), coming, stopping)))",
        put: "if (!(await until(250 * Math.ceil(dueAt.getTime() / 250), coming, stopping)))",
      },
    ],
  },
  "early-ids": {
    what: "ids are made at composing",
    group: "ids",
    ruleset: "audit-duel",
    edits: [
      {
        file: "db/save.ts",
        find: `(match_id, seat_id, conversation_id, round, label, seq, body, raw, client_id, pasted)
      select saved.id,`,
        // A bot's client id is the id of its planned reply.
        put: `(id, match_id, seat_id, conversation_id, round, label, seq, body, raw, client_id, pasted)
      select coalesce(substring($18::text from '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f-]{17}$')::uuid,
        uuidv7()), saved.id,`,
      },
    ],
  },
  "clamped-delays": {
    what: "delays are clamped to the turn",
    group: "endings",
    ruleset: "audit-turns",
    edits: [
      {
        file: "worker/pacing.ts",
        find: "return charactersWithin(pace, (moment.endsAt - from) * moment.timeScale);",
        put: "return from > 0 ? 1000 : charactersWithin(pace, 0);",
      },
      {
        file: "worker/pacing.ts",
        find: `    typingAt: Math.round(from + thinkingMs / moment.timeScale),
    deliverAt: Math.round(from + totalMs / moment.timeScale),`,
        put: `    typingAt: Math.round(Math.min(from + thinkingMs / moment.timeScale, moment.endsAt - 1)),
    deliverAt: Math.round(Math.min(from + totalMs / moment.timeScale, moment.endsAt)),`,
      },
    ],
  },
  "little-spread": {
    what: "replies of one length take nearly the same time",
    // What varies so little is the typing: its dots say so sooner than the whole times of replies.
    group: "dots",
    ruleset: "audit-duel",
    edits: [
      {
        file: "game/timing.ts",
        find: "const noise = random.logNormal(0, typingNoise.value);",
        put: "const noise = random.logNormal(0, typingNoise.value / 20);",
      },
      {
        file: "game/timing.ts",
        find: "slips: drawSlips(slips, random),",
        put: "slips: [],",
      },
    ],
  },
  header: {
    what: "matches with an AI have a header of their own",
    group: "headers",
    ruleset: "audit-duel",
    edits: [
      {
        file: "app/server/api-dispatch.ts",
        find: "    await send(reply, request, response);",
        put: `    const { matchId } = route.params;
    const { pool } = contextOf(response).stores.database;
    const ai = matchId && (await pool.query("select from seats where match_id = $1 and kind = 'ai'", [matchId]));
    if (ai && ai.rowCount) response.setHeader("X-Cache", "bypass");
    await send(reply, request, response);`,
      },
    ],
  },
} as const satisfies Record<string, Leak>;

export type LeakName = keyof typeof LEAKS;
export const isLeak = (name: string): name is LeakName => name in LEAKS;
