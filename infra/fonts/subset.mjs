/*
 * Cuts the registry's variable fonts down to what the pages use: `npm run fonts`.
 * The outcome is kept in the repository, so that a build needs no font tools.
 */
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import subsetFont from "subset-font";

const LIMIT = 90_000;
const target = join(import.meta.dirname, "../../app/styles/fonts");
const { resolve } = createRequire(import.meta.url);

/** @param {number} from @param {number} to */
const range = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("");

const ascii = range(0x20, 0x7e);
const latin1 = range(0xa0, 0xff);
const letters = range(0xc0, 0xff);
const latinExtended = range(0x100, 0x17f);
const quotes = "–—‘’“”…·";

const cuts = [
  {
    name: "bricolage-grotesque",
    file: "display",
    source: "standard",
    text: ascii + letters + quotes,
    variationAxes: { wdth: 75, opsz: 96, wght: { min: 400, max: 800 } },
  },
  {
    name: "literata",
    file: "text",
    source: "standard",
    text: ascii + latin1 + quotes + "‚„•·′″×−≥≤±→←↑↓€",
    variationAxes: { opsz: 14, wght: { min: 400, max: 650 } },
  },
  {
    name: "literata",
    file: "text-ext",
    source: "standard",
    subset: "latin-ext",
    text: latinExtended,
    variationAxes: { opsz: 14, wght: { min: 400, max: 650 } },
  },
  {
    name: "jetbrains-mono",
    file: "mono",
    source: "wght",
    text: ascii + quotes + "×−±≥≤→←↑↓′",
    variationAxes: { wght: { min: 400, max: 600 } },
    // Code ligatures would join "->" and "!=" in what a player reads as figures.
    noLayoutClosure: true,
  },
];

let total = 0;
for (const { name, file, source, subset = "latin", text, ...options } of cuts) {
  const folder = dirname(resolve(`@fontsource-variable/${name}/package.json`));
  const input = await readFile(join(folder, "files", `${name}-${subset}-${source}-normal.woff2`));
  const output = await subsetFont(input, text, { targetFormat: "woff2", ...options });
  await writeFile(join(target, `${file}.woff2`), output);
  await copyFile(join(folder, "LICENSE"), join(target, `LICENSE-${name}.txt`));
  total += output.length;
}
process.stdout.write(`fonts: ${total} bytes of ${LIMIT}\n`);
if (total > LIMIT) process.exitCode = 1;
