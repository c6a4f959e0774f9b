import { gzipSync } from "node:zlib";
import { startWeb, startWorker } from "../stores.ts";
import { ask } from "./http.ts";
import { emptyBook, signUp, sitDown } from "./players.ts";
import { judge } from "./verdicts.ts";

const BUDGET_KB = 110;

type Env = Record<string, string> & { DATABASE_URL: string; REDIS_URL: string };

/** JavaScript that a browser loads to play a match, compressed. */
export async function pageWeight(env: Env): Promise<void> {
  const web = await startWeb({ env });
  const worker = await startWorker({ env });
  try {
    const cookie = await signUp(web.url);
    const player = await sitDown(web.url, cookie, "quick-duel", emptyBook());
    player.close();
    const page = await ask(`${web.url}/matches/${player.matchId}`, { cookie });
    const scripts = await scriptsOf(web.url, page.text);
    const bytes = [...scripts.values()].reduce((sum, text) => sum + gzipSync(text).length, 0);
    judge("match page", {
      figure: `${(bytes / 1024).toFixed(1)} KB of JavaScript (gzip) in ${scripts.size} files`,
      budget: `${BUDGET_KB} KB`,
      holds: bytes <= BUDGET_KB * 1024,
    });
  } finally {
    await worker.stop();
    await web.stop();
  }
}

/** What the page names, and what those modules import in turn. */
async function scriptsOf(web: string, html: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  // The manifest of all routes is named only: with lazy discovery its part stands in the page.
  const wanted = [...html.matchAll(/\/assets\/(?!manifest-)[\w.$-]+\.js/g)].map(([path]) => path);
  for (let path = wanted.pop(); path; path = wanted.pop()) {
    if (found.has(path)) continue;
    const { text } = await ask(`${web}${path}`);
    found.set(path, text);
    for (const [, name] of text.matchAll(
      /from\s*"\.\/([\w.$-]+\.js)"|import\s*"\.\/([\w.$-]+\.js)"/g,
    ))
      if (name) wanted.push(`/assets/${name}`);
  }
  return found;
}
