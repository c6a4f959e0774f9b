import { afterAll } from "vitest";
import { stopEverything } from "./stores.ts";

/** What a test file started is ended after it, when its own endings are through. */
afterAll(stopEverything);
