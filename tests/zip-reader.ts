import { inflateRawSync } from "node:zlib";

/** Where the parts of a ZIP archive's records lie (APPNOTE 6.3, 4.3.12 and 4.3.16). */
const [END, ENTRY] = [0x06054b50, 0x02014b50];

export interface ZipEntry {
  name: string;
  size: number;
  content: () => Buffer;
}

/** What a small archive holds, by its own directory. */
export function zipEntries(zip: Buffer): ZipEntry[] {
  let end = zip.length - 22;
  while (end > 0 && zip.readUInt32LE(end) !== END) end -= 1;
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new Error("no entry where one should be");
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const packed = zip.readUInt32LE(at + 20);
    const isPlain = zip.readUInt16LE(at + 10) === 0;
    const local = zip.readUInt32LE(at + 42);
    entries.push({
      name: zip.toString("utf8", at + 46, at + 46 + (name ?? 0)),
      size: zip.readUInt32LE(at + 24),
      content: () => {
        const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
        const bytes = zip.subarray(from, from + packed);
        return isPlain ? bytes : inflateRawSync(bytes);
      },
    });
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}
