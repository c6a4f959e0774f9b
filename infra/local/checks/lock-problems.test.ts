import { expect, test } from "vitest";
import { lockProblems } from "./lock-problems.ts";

const integrity = `sha512-${"A".repeat(86)}==`;
const entry = { version: "1.2.3", license: "MIT", integrity };
const manifest = { dependencies: { good: "1.2.3" } };

const problemsWith = (change: object, also: object = {}, own: object = manifest) =>
  lockProblems(own, {
    packages: { "": manifest, "node_modules/good": { ...entry, ...change }, ...also },
  });

test("a package that is pinned, hashed and free to use is well", () => {
  expect(problemsWith({})).toEqual([]);
});

test.each([
  [{ license: "(MIT AND Zlib)" }, 0],
  [{ license: "(AGPL-3.0 OR MIT)" }, 0],
  [{ license: "(AGPL-3.0 AND MIT)" }, 1],
  [{ license: "GPL-3.0" }, 1],
  [{ license: undefined }, 1],
  [{ integrity: undefined }, 1],
  [{ integrity: "sha1-AAAA" }, 1],
  [{ integrity: undefined, optional: true, os: ["win32"] }, 0],
  [{ resolved: "https://packages.example/good.tgz" }, 1],
  [{ link: true }, 1],
  [{ hasInstallScript: true }, 1],
])("%j has so many problems: %i", (change, problems) =>
  expect(problemsWith(change)).toHaveLength(problems),
);

test.each([
  [{ dependencies: { good: "1.2.4" } }, "good: the lock file is not in step"],
  [{ dependencies: {} }, "good: the lock file is not in step"],
  [{ ...manifest, devDependencies: { more: "1.0.0" } }, "more: the lock file is not in step"],
  [{ ...manifest, allowScripts: { good: true } }, "good: allowScripts decides on it without need"],
])("%j is not in step", (own, problem) => expect(problemsWith({}, {}, own)).toEqual([problem]));

test("a range is no version", () => {
  const own = { dependencies: { good: "^1.2.3" } };
  const packages = { "": own, "node_modules/good": entry };
  expect(lockProblems(own, { packages })).toEqual(["good: ^1.2.3 is not an exact, locked version"]);
});

test("a script that is decided on may be there, also below another package", () => {
  const nested = { "node_modules/good/node_modules/tool": { ...entry, hasInstallScript: true } };
  expect(problemsWith({}, nested, { ...manifest, allowScripts: { tool: false } })).toEqual([]);
  expect(problemsWith({}, nested)).toHaveLength(1);
});
