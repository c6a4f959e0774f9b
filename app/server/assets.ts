import { join } from "node:path";
import express, { type RequestHandler } from "express";

const HOUR_MS = 3_600_000;
const YEAR_MS = 8760 * HOUR_MS;

/** What the build made: names that hold a hash never change, the others may. */
export function builtAssets(root: string): RequestHandler[] {
  const client = join(root, "build", "client");
  const files = { index: false, redirect: false, dotfiles: "ignore" } as const;
  return [
    express
      .Router()
      .use(
        "/assets",
        express.static(join(client, "assets"), { ...files, immutable: true, maxAge: YEAR_MS }),
      ),
    express.static(client, { ...files, maxAge: HOUR_MS }),
  ];
}
