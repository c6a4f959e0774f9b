import { expect, test } from "vitest";
import { unsafeAddress } from "./safe-address.ts";

test.each([
  "postgres://user@db.example/game?sslmode=verify-full",
  "postgres://127.0.0.1:5432/game",
  "postgresql://localhost/game",
  "rediss://cache.example:6379",
  "redis://[::1]:6379",
])("%s may be used in production", (address) => expect(unsafeAddress(address)).toBeNull());

test.each([
  ["postgres://db.example/game", "sslmode"],
  ["postgres://db.example/game?sslmode=require", "sslmode"],
  ["postgres://127.0.0.1.db.example/game", "sslmode"],
  ["redis://cache.example", "rediss:"],
])("%s may not: %s", (address, why) => expect(unsafeAddress(address)).toContain(why));
