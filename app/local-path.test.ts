import { expect, test } from "vitest";
import { localPath } from "./local-path.ts";

test("a path on this site is kept", () => {
  expect(localPath("/play?error=a/b")).toBe("/play?error=a/b");
});

test.each(["//evil.example", "/\\evil.example", "https://evil.example", "play", "/a\nb", null, 1])(
  "%j leads home",
  (value) => expect(localPath(value)).toBe("/"),
);
