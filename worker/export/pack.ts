import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { archiveFile, keyFile, workFolder } from "../../db/export/files.ts";
import { recruiterKey } from "../../db/export/streams.ts";
import { writeArchive } from "./archive.ts";
import { writeFolder } from "./folder.ts";
import { type TableFiles, writeFileOf } from "./table-files.ts";

interface Packing extends Omit<TableFiles, "folder"> {
  dir: string;
  id: string;
}

/** Writes a snapshot's files, packs them, and puts the archive and the key in their places. */
export async function packExport({ dir, id, ...order }: Packing) {
  const work = workFolder(dir, id);
  const folder = join(work, "tables");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = (await writeFolder({ ...order, folder })).map(({ name }) => name);
  const name = `amianai-${id}-${order.format}`;
  const from = { folder, files, name };
  const { bytes, sha256 } = await writeArchive(
    from,
    { folder: work, file: "archive.zip" },
    order.signal,
  );
  const key = await writeFileOf(work, "key.csv", recruiterKey(order.snapshot).bytes, order.signal);
  order.signal?.throwIfAborted();
  if (key.bytes > 0) await rename(join(work, "key.csv"), keyFile(dir, id));
  await rename(join(work, "archive.zip"), archiveFile(dir, id));
  return { bytes, sha256 };
}
