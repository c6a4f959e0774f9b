import * as nodeModule from "node:module";

/** Of `drizzle-orm` and what is below it, by name or, as Vitest asks for it, by file. */
const DRIZZLE = /^drizzle-orm(\/|$)|\/node_modules\/drizzle-orm\//;

const found = new Map();

/**
 * Node reads the whole `exports` of a package anew for every ES module that it loads from it, and
 * Drizzle has hundreds of both: its CommonJS files are there in a tenth of the time.
 */
nodeModule.registerHooks?.({
  resolve(specifier, context, next) {
    if (!DRIZZLE.test(specifier) || !context.conditions.includes("import"))
      return next(specifier, context);
    const known = found.get(specifier);
    if (known) return known;
    const resolved = next(specifier, context);
    const url = resolved.url.replace(/\.js$/, ".cjs");
    const quick = { ...resolved, url, format: "commonjs", shortCircuit: true };
    found.set(specifier, quick);
    return quick;
  },
});
