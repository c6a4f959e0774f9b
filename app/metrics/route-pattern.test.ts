import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { routePattern } from "./route-pattern.ts";

const id = "0198a5a0-0000-7000-8000-000000000001";

test.each([
  ["/", "/"],
  ["/play", "/play"],
  ["/assets/root-AbC.js", "/assets/*"],
  [`/api/v1/matches/${id}/messages`, "/api/v1/matches/:id/messages"],
  [`/matches/${id}.data`, "/matches/:id"],
  ["/api/v1/leaderboards/detectives", "/api/v1/leaderboards/*"],
  ["/api/v1/matches/nonsense/messages", "/api/v1/matches/*"],
  ["/wp-admin/setup.php", "/*"],
])("%s is counted as %s", (path, pattern) => expect(routePattern(path)).toBe(pattern));

/** Addresses by the names of their files; an id where a file says `$…Id`. */
const addresses = readdirSync(new URL("../routes", import.meta.url))
  .map((file) => file.replace(/\.tsx?$/, "").replace("[.]", "\0"))
  .map((name) => name.split(".").filter((part) => !/^_|^\$$/.test(part)))
  .map((parts) => parts.map((part) => part.replace("\0", ".").replace(/_$/, "")))
  .map((parts) => parts.map((part) => (/^\$\w+Id$/.test(part) ? id : part)).join("/"));

test.each(addresses.filter((address) => !address.includes("$")))("/%s has a name", (address) =>
  expect(routePattern(`/${address}`)).not.toContain("*"),
);
