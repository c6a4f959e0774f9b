import { expect } from "vitest";
import { studyReply, type StudyShown } from "../app/api/study-schemas.ts";
import { loadMatch } from "../db/match-rows.ts";
import { advanceMatch, makeGuess } from "../db/play.ts";
import type { Stores } from "../db/stores.ts";
import { holdStudyWaves } from "../db/studies/waves.ts";
import { hearTickets } from "../db/lobby.ts";
import { tickets } from "../db/schema/lobby.ts";
import { currentRound, isLive, suspectsOf } from "../game/match.ts";
import { eq } from "drizzle-orm";
import type { ApiClient } from "./client.ts";
import { letPass } from "./factories.ts";

export const studyAt = (code: string, rest = "") => `/api/v1/studies/${code}${rest}`;

export async function readStudy(client: ApiClient, code: string): Promise<StudyShown> {
  return studyReply.parse((await client.get(studyAt(code))).json);
}

/** Agrees and answers, and waits for a first match. */
export async function takePart(
  client: ApiClient,
  code: string,
  { consent = "1", answers = {}, ...link }: Record<string, unknown> = {},
): Promise<void> {
  const entered = await client.post(studyAt(code, "/enrolment"), { consent, ...link });
  expect(entered.status, entered.text).toBe(201);
  const answered = await client.post(studyAt(code, "/answers"), answers);
  expect(answered.status, answered.text).toBe(200);
}

export async function waitAgain(client: ApiClient, code: string): Promise<void> {
  const waiting = await client.post(studyAt(code, "/wait"));
  expect(waiting.status, waiting.text).toBe(202);
}

let waves = 0;

/** Holds a wave of its own for everybody who waits in a study. */
export async function holdWave(stores: Stores): Promise<number> {
  const waiting = await stores.database.orm
    .select({ id: tickets.id })
    .from(tickets)
    .where(eq(tickets.state, "waiting"));
  await hearTickets(
    stores,
    waiting.map(({ id }) => id),
  );
  waves += 1;
  return holdStudyWaves(stores, Date.now() + waves * (5000 / stores.timeScale));
}

/** Ends a match, with a guess of every human in it. */
export async function playOut(stores: Stores, matchId: string, pAi = 0.7): Promise<void> {
  const minute = 60_000;
  for (let times = 0; times < 10; times++) {
    const loaded = await loadMatch(stores, matchId);
    if (!loaded || !isLive(loaded.match)) return;
    const { match } = loaded;
    if (match.phase === "guessing") {
      const round = currentRound(match);
      for (const seat of round.seats) {
        const occupant = match.participants[seat.occupant];
        const [about] = seat.role === "witness" ? [] : suspectsOf(round, seat);
        if (occupant?.kind === "human" && about)
          await makeGuess(stores, {
            ...{ matchId, actor: { playerId: occupant.playerId } },
            ...{ seat: about.label, pAi },
          });
      }
    }
    await letPass(stores, matchId, (10 * minute) / stores.timeScale);
    await advanceMatch(stores, matchId);
  }
  throw new Error(`match ${matchId} does not end`);
}
