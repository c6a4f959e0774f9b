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
