import { join } from "node:path";
import { root } from "../bootstrap/node24.mjs";

/** Starting is mostly loading: compiled modules are kept from one start to the next. */
export const keptModules = { NODE_COMPILE_CACHE: join(root, ".local", "cache", "modules") };

/** What is given to Node so that it loads Drizzle sooner. */
export const quickImports = `--import=${new URL("quick-imports.mjs", import.meta.url).href}`;
