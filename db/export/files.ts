import { rm } from "node:fs/promises";
import { join } from "node:path";

/*
 * Where the files of exports lie: web and worker share the folder. What is being made lies in a
 * folder of its own, so that a whole archive appears by one rename or not at all.
 */

export const workFolder = (dir: string, id: string): string => join(dir, `${id}.work`);
export const archiveFile = (dir: string, id: string): string => join(dir, `${id}.zip`);
/** Recruiters' ids lie apart from the archive, which may be passed on. */
export const keyFile = (dir: string, id: string): string => join(dir, `${id}.key.csv`);

export async function removeWork(dir: string, id: string): Promise<void> {
  await rm(workFolder(dir, id), { recursive: true, force: true });
}

export async function removeFiles(dir: string, id: string): Promise<void> {
  await Promise.all([archiveFile, keyFile].map((file) => rm(file(dir, id), { force: true })));
}
