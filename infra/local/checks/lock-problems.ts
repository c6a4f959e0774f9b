import { z } from "zod";

const specs = z.record(z.string(), z.string()).default({});

const manifestSchema = z.object({
  dependencies: specs,
  devDependencies: specs,
  optionalDependencies: specs,
  /** Packages by name: whether npm may run what they want to run when installed. */
  allowScripts: z.record(z.string(), z.boolean()).default({}),
});

const entrySchema = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  optional: z.boolean().optional(),
  os: z.unknown().optional(),
  cpu: z.unknown().optional(),
  hasInstallScript: z.boolean().optional(),
  license: z.string().optional(),
});

const lockSchema = z.object({
  packages: z.record(z.string(), entrySchema).and(z.object({ "": manifestSchema })),
});

type Entry = z.infer<typeof entrySchema>;

/** Licences that let a closed product be built with a package, or by it. */
const LICENCES = new Set([
  ...["MIT", "MIT-0", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "BlueOak-1.0.0"],
  ...["CC0-1.0", "CC-BY-3.0", "CC-BY-4.0", "MPL-2.0", "OFL-1.1", "Python-2.0", "Unlicense", "Zlib"],
]);

/** Packages from before licences had names; each says MIT in words of its own. */
const MIT_IN_WORDS = new Set(["eval", "format", "require-like"]);

/** What is wrong with the packages that a clone would install, a sentence each. */
export function lockProblems(manifestFile: unknown, lockFile: unknown): string[] {
  const manifest = manifestSchema.parse(manifestFile);
  const { packages } = lockSchema.parse(lockFile);
  const { "": root, ...entries } = packages;
  const installed = Object.entries(entries).map(([path, entry]) => ({
    path,
    name: path.split("node_modules/").at(-1) ?? path,
    ...entrySchema.parse(entry),
  }));
  return [
    ...stepProblems(manifest, manifestSchema.parse(root), packages),
    ...scriptProblems(manifest.allowScripts, installed),
    ...installed.flatMap(entryProblems),
  ];
}

type Manifest = z.infer<typeof manifestSchema>;

function stepProblems(manifest: Manifest, locked: Manifest, packages: Record<string, unknown>) {
  const kinds = ["dependencies", "devDependencies", "optionalDependencies"] as const;
  return kinds.flatMap((kind) => {
    const names = new Set([...Object.keys(manifest[kind]), ...Object.keys(locked[kind])]);
    return [...names].flatMap((name) => {
      const wanted = manifest[kind][name];
      if (wanted !== locked[kind][name]) return `${name}: the lock file is not in step`;
      const { version } = entrySchema.parse(packages[`node_modules/${name}`] ?? {});
      return version === wanted ? [] : `${name}: ${wanted ?? ""} is not an exact, locked version`;
    });
  });
}

function scriptProblems(
  allowed: Manifest["allowScripts"],
  installed: readonly (Entry & { name: string })[],
): string[] {
  const scripted = new Set(
    installed.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name),
  );
  return [
    ...[...scripted]
      .filter((name) => !Object.hasOwn(allowed, name))
      .map((name) => `${name}: has an install script that allowScripts does not decide on`),
    ...Object.keys(allowed)
      .filter((name) => !scripted.has(name))
      .map((name) => `${name}: allowScripts decides on it without need`),
  ];
}

function entryProblems(entry: Entry & { path: string; name: string }): string[] {
  const { path, name, resolved, link, integrity, license } = entry;
  // A registry that keeps no packages of other systems gives no hash of them either.
  const bound = entry.os !== undefined || entry.cpu !== undefined;
  const elsewhere = integrity === undefined && entry.optional === true && bound;
  const fits = elsewhere || /^sha512-[\w+/]{86}==$/.test(integrity ?? "");
  const known = license === undefined ? MIT_IN_WORDS.has(name) : isAllowed(license);
  return [
    ...(resolved === undefined && !link ? [] : [`${path}: names a place of its own`]),
    ...(fits ? [] : [`${path}: has no SHA-512 of what is installed`]),
    ...(known ? [] : [`${path}: its licence (${license ?? "none"}) is not on the list`]),
  ];
}

/** One of the alternatives, with all that it joins. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/^\((.*)\)$/, "$1")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((licence) => LICENCES.has(licence)));
}
