import { join } from "node:path";
import { ZipFile } from "yazl";
import { type WrittenFile, writeFileOf } from "./table-files.ts";

/** Text shrinks well already by the quickest level; Parquet is compressed as it is. */
const QUICKEST = 1;

/**
 * Packs files of a folder into one archive, whole and on disk.
 * @param name of the folder that it unpacks to
 */
export function writeArchive(
  from: { folder: string; files: readonly string[]; name: string },
  to: { folder: string; file: string },
  signal?: AbortSignal,
): Promise<WrittenFile> {
  const zip = new ZipFile();
  for (const file of from.files)
    zip.addFile(join(from.folder, file), `${from.name}/${file}`, {
      compress: !file.endsWith(".parquet"),
      compressionLevel: file.endsWith(".parquet") ? 0 : QUICKEST,
    });
  zip.end();
  return writeFileOf(to.folder, to.file, bytesOf(zip), signal);
}

async function* bytesOf(zip: ZipFile): AsyncGenerator<Uint8Array, void, undefined> {
  // A file that cannot be read is told of beside the stream, which would wait for it for ever.
  const failed = new Promise<never>((_, reject) => zip.on("error", reject));
  const pieces = zip.outputStream[Symbol.asyncIterator]();
  for (;;) {
    const piece = await Promise.race([pieces.next(), failed]);
    if (piece.done) return;
    yield typeof piece.value === "string" ? Buffer.from(piece.value) : piece.value;
  }
}
