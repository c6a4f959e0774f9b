import { expect, test } from "vitest";
import { ATTEMPT_SECONDS, newAttempt, openAttempt, sealAttempt } from "./attempt.ts";

const NOW = 1_800_000_000_000;
const sealing = { SESSION_SECRET: ["a secret of the tests"], secure: false };
const cookie = (sealed: string) => sealed.split(";")[0] ?? "";

test("an attempt comes back as it was kept, under an old secret, too", () => {
  const attempt = newAttempt("/me", NOW);
  const sealed = cookie(sealAttempt(attempt, sealing));
  expect(openAttempt(sealed, sealing, NOW)).toEqual(attempt);
  const rotated = { ...sealing, SESSION_SECRET: ["a newer secret", ...sealing.SESSION_SECRET] };
  expect(openAttempt(`theme=dark; ${sealed}`, rotated, NOW)).toEqual(attempt);
});

test("no two attempts are alike", () => {
  const [one, other] = [newAttempt("/", NOW), newAttempt("/", NOW)];
  for (const part of ["state", "nonce", "verifier"] as const)
    expect(one[part]).not.toBe(other[part]);
});

test("an attempt lapses", () => {
  const sealed = cookie(sealAttempt(newAttempt("/", NOW), sealing));
  expect(openAttempt(sealed, sealing, NOW + ATTEMPT_SECONDS * 1000)).toBeNull();
});

test.each([
  ["nothing", () => null],
  ["nonsense", () => "sign-in=x.y"],
  ["a changed text", (sealed: string) => sealed.replace(/=./, "=A")],
  ["another's signature", (sealed: string) => `${sealed.slice(0, -3)}AAA`],
  ["no signature", (sealed: string) => sealed.split(".")[0] ?? ""],
])("%s is no attempt", (_what, forge) => {
  const sealed = cookie(sealAttempt(newAttempt("/", NOW), sealing));
  expect(openAttempt(forge(sealed), sealing, NOW)).toBeNull();
});

test("an attempt never leads to another site", () => {
  for (const next of ["//evil.example", "https://evil.example", "/\\evil.example"])
    expect(newAttempt(next, NOW).next).toBe("/");
});
