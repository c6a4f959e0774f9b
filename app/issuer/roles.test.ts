import { expect, test } from "vitest";
import { roleOf, shownAs } from "./roles.ts";

const NAMES = ["cognito:groups", "groups"];
const claims = (more: Record<string, unknown>) => ({ sub: "1", ...more });

test.each([
  [{ groups: ["moderator"] }, "moderator"],
  [{ groups: ["player", "admin", "researcher"] }, "admin"],
  [{ "cognito:groups": ["researcher"], groups: ["admin"] }, "researcher"],
  [{ groups: "player, moderator" }, "moderator"],
  [{ groups: ["Moderator "] }, "moderator"],
  [{ groups: ["player"] }, "player"],
  [{ groups: ["staff", 7, null] }, null],
  [{ groups: { admin: true } }, null],
  [{ groups: ["administrator"] }, null],
  [{}, null],
])("%j is the role %s", (more, role) => {
  expect(roleOf(claims(more), NAMES)).toBe(role);
});

test("a claim of another name is heeded where it is named, and only there", () => {
  const other = claims({ "https://example.org/roles": ["admin"] });
  expect(roleOf(other, ["https://example.org/roles"])).toBe("admin");
  expect(roleOf(other, NAMES)).toBeNull();
});

test("an account is shown by the first name that its token has, within bounds", () => {
  expect(shownAs(claims({ name: "Ada", email: "ada@example.org" }))).toBe("Ada");
  expect(shownAs(claims({ preferred_username: " ada ", name: "Ada" }))).toBe("ada");
  expect(shownAs(claims({ name: "x".repeat(200) }))).toHaveLength(80);
  expect(shownAs(claims({ name: 7 }))).toBeNull();
});
