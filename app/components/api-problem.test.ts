import { expect, test } from "vitest";
import { readProblem } from "./api-problem.ts";

test("a refusal is read with the match that stands in the way", () => {
  const error = { code: "session/handle", message: "…", fields: { handle: "at most 24" } };
  expect(readProblem({ error })).toEqual({ code: "session/handle" });
  expect(readProblem({ error: { code: "lobby/in-match", matchId: "m" } })).toEqual({
    code: "lobby/in-match",
    matchId: "m",
  });
});

test("a reply that is no refusal is a problem all the same", () => {
  expect(readProblem("<html>")).toEqual({ code: "network/unreadable" });
});
