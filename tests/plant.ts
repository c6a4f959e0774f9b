import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../infra/local/bootstrap/node24.mjs";

/** One change of the platform's own code. */
export interface Edit {
  file: string;
  find: string;
  put: string;
}

const PARTS = ["app", "worker", "db", "game", "infra", "build", "package.json", "remix.config.js"];

/** A copy of the platform with a fault planted. @throws where the code to change is not found once. */
export function plant(edits: readonly Edit[]): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(root, ".local", "planted-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    for (const part of PARTS) cpSync(join(root, part), join(folder, part), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    for (const edit of edits) change(join(folder, edit.file), edit);
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function change(path: string, { file, find, put }: Edit): void {
  const before = readFileSync(path, "utf8");
  const places = before.split(find).length - 1;
  if (places !== 1) throw new Error(`${file} holds the code to change ${places} times, not once`);
  writeFileSync(
    path,
    before.replace(find, () => put),
  );
}
