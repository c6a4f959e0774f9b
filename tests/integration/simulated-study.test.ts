import { parse } from "csv-parse/sync";
import { expect, test, vi } from "vitest";
import type { Guessed } from "../study/participant.ts";
import { startStudySite } from "../study/platform.ts";
import { Researcher } from "../study/researcher.ts";
import { playStudy } from "../study/study.ts";

vi.setConfig({ testTimeout: 120_000 });

const PARTICIPANTS = 24;
const MATCHES = 2;

type Row = Record<string, string>;

/** What was guessed, as text that sorts alike here and there. */
const guessText = (isAi: boolean, pAi: number) => `${isAi ? "ai" : "human"} ${pAi.toFixed(2)}`;
const sorted = (guesses: readonly Guessed[]) =>
  guesses.map(({ isAi, pAi }) => guessText(isAi, pAi)).toSorted();

test("a study that programs play comes out as they played it, in the analysis and in the export", async () => {
  const { url } = await startStudySite(20);
  const researcher = await Researcher.arrive(url);
  const { id, parts, failures, judged, exported, analysed } = await playStudy(researcher, {
    url,
    participants: PARTICIPANTS,
    matches: MATCHES,
    ruleset: { slug: "short-duel", version: 1 },
    truth: { dPrime: 1.5, bias: 0.2 },
    seed: "5eed0000000000000000000000005eed",
  });
  expect([...failures]).toEqual([]);
  const endings = Map.groupBy(parts, ({ ending }) => ending);
  expect([...endings.keys()].every((end) => end === "finished" || end === "waited-too-long")).toBe(
    true,
  );
  for (const { code } of endings.get("finished") ?? []) expect(code).toBe("SIM-DONE");
  expect(endings.get("finished")?.length).toBeGreaterThanOrEqual(PARTICIPANTS - 2);

  const read = async (table: string) =>
    parse<Row>(await researcher.table(id, table), { columns: true });
  const [seats, guesses] = [await read("seats"), await read("guesses")];
  const kinds = new Map(seats.map((seat) => [seat.seat_id, seat.kind]));
  const byPeople = guesses.filter((guess) => kinds.get(guess.by_seat_id) === "human");
  const told = byPeople.map((guess) =>
    guessText(kinds.get(guess.about_seat_id) === "ai", Number(guess.p_ai)),
  );
  expect(told.toSorted()).toEqual(sorted(parts.flatMap((part) => part.guesses)));

  // Batches of twenty, of the games that no rule leaves out.
  const counted = byPeople.filter(({ excluded }) => excluded === "false").length;
  expect(counted).toBeGreaterThan(0.7 * PARTICIPANTS * MATCHES);
  expect(analysed).toBeLessThanOrEqual(counted);
  expect(analysed).toBeGreaterThanOrEqual(20);
  for (const { figure, value, low, high } of [...judged, ...exported])
    expect(low <= value && value <= high, figure).toBe(true);
});
