import { expect, test } from "vitest";
import { annulled, reinstated } from "./annul.ts";
import { decide } from "./decide.ts";
import type { Match, MatchEvent } from "./match.ts";
import { advance, after, at, judges, opened, runOut, TABLE } from "./playing.test-support.ts";

const running = () => opened().match;
const revealed = () =>
  advance(
    after(
      running(),
      [(match) => judges(match, 0, 1), at(121)],
      [(match) => judges(match, 1, 0), at(122)],
    ),
    at(123),
  ).match;

test("a revealed match that is taken out and put back is as it was, two versions later", () => {
  const match = revealed();
  expect(match.phase).toBe("revealed");
  const out = annulled(match);
  expect(out).toMatchObject({ phase: "voided", seq: match.seq, rounds: match.rounds });
  expect(out && reinstated(out)).toEqual({ ...match, version: match.version + 2 });
});

test("a match that runs is not taken out, and one that was voided running does not come back", () => {
  expect(annulled(running())).toBeNull();
  expect(reinstated(running())).toBeNull();
  const voided = decide(running(), { type: "void" }, at(5));
  expect(voided.ok && reinstated(voided.match)).toBeNull();
});

test("an emergency ends the chat as time does, and no further round is dealt", () => {
  const match = opened({ ruleset: TABLE }).match;
  const stopped = decide(match, { type: "stop" }, at(5));
  const timed = advance(match, at(45));
  const shape = ({ match: { phase }, events }: { match: Match; events: MatchEvent[] }) => [
    phase,
    events.map(({ type }) => type),
  ];
  if (!stopped.ok) throw new Error(stopped.code);
  expect(shape(stopped)).toEqual(shape(timed));
  const steps = runOut(stopped.match, at(6));
  const last = steps.at(-1)?.decision;
  expect(last?.ok && last.match).toMatchObject({ phase: "revealed", endReason: "time" });
  expect(last?.ok && last.match.rounds).toHaveLength(1);
  expect(decide(stopped.match, { type: "stop" }, at(7))).toEqual({
    ok: false,
    code: "match/too-late",
  });
});
