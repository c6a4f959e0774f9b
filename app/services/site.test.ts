import { expect, test } from "vitest";
import { siteOf } from "./site.ts";

test.each([
  ["http://127.0.0.1:3000/sign-in", undefined, "http://127.0.0.1:3000"],
  ["http://localhost:3000/x?y=z", undefined, "http://localhost:3000"],
  ["http://[::1]:3000/", undefined, "http://[::1]:3000"],
  ["http://evil.example/sign-in", undefined, null],
  ["http://127.0.0.1.evil.example/", undefined, null],
  ["http://evil.example/sign-in", "https://play.example/", "https://play.example"],
])("%s under PUBLIC_URL %s is the site %s", (url, publicUrl, site) => {
  expect(siteOf({ url }, { PUBLIC_URL: publicUrl })).toBe(site);
});
