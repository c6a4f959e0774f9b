import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { codebookText, manifestOf } from "./describe.ts";
import { type TableFiles, type WrittenFile, writeTables } from "./table-files.ts";

/**
 * Fills a folder with the tables of a snapshot, the codebook, and last the manifest: where that
 * stands, all else does.
 */
export async function writeFolder(order: TableFiles): Promise<WrittenFile[]> {
  const tables = await writeTables(order);
  const files = [...tables, await writeText(order.folder, "codebook.json", codebookText())];
  const manifest = await manifestOf(order.snapshot, order.format, files);
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  return [...files, await writeText(order.folder, "manifest.json", text)];
}

async function writeText(folder: string, name: string, text: string): Promise<WrittenFile> {
  await writeFile(join(folder, name), text, { flush: true });
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { name, bytes: Buffer.byteLength(text), sha256 };
}
