import { expect, test } from "vitest";
import { endedSession, openSession, sealSession } from "./session-cookie.server.ts";

const session = {
  sessionId: "0198a5a0-0000-7000-8000-00000000000a",
  playerId: "0198a5a0-0000-7000-8000-000000000001",
  deviceId: "0123456789abcdef0123456789abcdef",
};
const sealing = { secrets: ["a secret of some length"], secure: false };
const headerOf = (setCookie: string) => setCookie.split(";")[0] ?? "";

test("a sealed session opens again, among other cookies", () => {
  const header = `theme=dark; ${headerOf(sealSession(session, sealing))}; other=1`;
  expect(openSession(header, sealing)).toEqual(session);
});

test("a session signed with an old secret opens while that secret is still listed", () => {
  const old = headerOf(sealSession(session, { ...sealing, secrets: ["the old secret here"] }));
  const rotated = { ...sealing, secrets: ["the new secret here", "the old secret here"] };
  expect(openSession(old, rotated)).toEqual(session);
  expect(openSession(old, sealing)).toBeNull();
});

test("a changed player or signature does not open", () => {
  const header = headerOf(sealSession(session, sealing));
  expect(openSession(header.replace("0000001.", "0000002."), sealing)).toBeNull();
  expect(openSession(header.slice(0, -1) + (header.endsWith("A") ? "B" : "A"), sealing)).toBeNull();
  expect(openSession(header.slice(0, -4), sealing)).toBeNull();
});

test.each([null, "", "session=", "session=..", "session=%00", "session"])(
  "%j is no session",
  (header) => expect(openSession(header, sealing)).toBeNull(),
);

test("the cookie is for this host, and no script reads it", () => {
  const cookie = sealSession(session, sealing);
  expect(cookie).toMatch(/^session=.*; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
  const secure = sealSession(session, { ...sealing, secure: true });
  expect(secure).toMatch(/^__Host-session=.*; Path=\/; .*; Secure$/);
  expect(endedSession(sealing)).toContain("Max-Age=0");
});
