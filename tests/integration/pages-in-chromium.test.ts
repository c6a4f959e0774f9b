import { chromium, type Browser, type BrowserContext } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ACCESS, type Visitor } from "../access.ts";
import { type Address, builtAddresses } from "../addresses.ts";
import { MARKUP } from "../hostile.ts";
import { inTurns } from "../in-turns.ts";
import { saying, type Site, startSite } from "../site.ts";
import { settle, type Town } from "../town.ts";

let site: Site;
let town: Town;
let browser: Browser;
beforeAll(async () => {
  const executablePath = process.env.CHROMIUM_PATH;
  const args = ["--disable-background-networking"];
  const launched = chromium.launch({ executablePath, args, chromiumSandbox: false });
  [site, browser] = await Promise.all([startSite({ timeScale: 20 }), launched]);
  // Names are taken from the database as they stand there, whatever the API would let through.
  town = await settle(site, MARKUP);
  const { client } = await town.arrive("player");
  const { matchId, conversationId } = town.things;
  const said = await client.post(
    `/api/v1/matches/${matchId}/messages`,
    saying(conversationId, MARKUP),
  );
  expect(said.status).toBe(201);
});
afterAll(() => browser.close());

interface Visit {
  who: Visitor;
  path: string;
}

/** Every page with everybody who gets to see it, and the match that is over beside the one that runs. */
function visits(addresses: readonly Address[]): Visit[] {
  return addresses
    .filter(({ kind }) => kind === "page")
    .flatMap(({ path }) => {
      const rule = ACCESS[path]?.GET;
      const seen = (["nobody", "player", "moderator", "admin"] as const).filter(
        (who) => rule?.[who] === "yes",
      );
      const paths = path.startsWith("/matches/")
        ? [path, path.replace(":matchId", ":endedMatchId")]
        : [path];
      return seen.flatMap((who) => paths.map((one) => ({ who, path: one })));
    });
}

function filled(path: string): string {
  const ids: Record<string, string> = {
    ...town.things,
    board: "detectives",
    playerId: town.ids.player,
  };
  return path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? name);
}

/** What a browser holds against a page: violations, errors, dialogs, scripts of others that ran. */
async function complaints(context: BrowserContext, { who, path }: Visit): Promise<string[]> {
  const found: string[] = [];
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      found.push(message.text());
  });
  page.on("pageerror", (error) => found.push(error.message));
  page.on("dialog", (dialog) => {
    found.push("a dialog");
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== site.web.url) found.push(`asked ${origin}`);
  });
  await page.goto(site.web.url + filled(path), { waitUntil: "load" });
  const hurt = await page.evaluate(() => "hurt" in window);
  if (hurt) found.push("markup ran");
  const cookies = await page.evaluate(() => document.cookie);
  if (cookies !== "") found.push(`scripts see ${cookies}`);
  const html = await page.content();
  if (html.includes("&lt;img src=x")) shown.add(path);
  await page.close();
  return found.map((what) => `${who}: ${path}: ${what}`);
}

const shown = new Set<string>();

test("no page breaks its policy or runs what somebody wrote, whoever looks", async () => {
  const contexts = new Map<Visitor, BrowserContext>();
  for (const who of ["nobody", "player", "moderator", "admin"] as const) {
    const context = await browser.newContext();
    const [name, value] = (await town.arrive(who)).client.cookieHeader.split("=");
    if (name && value)
      await context.addCookies([{ name, value, url: site.web.url, httpOnly: true }]);
    contexts.set(who, context);
  }
  const all = visits(await builtAddresses());
  const found = await inTurns(4, all, async (visit) => {
    const context = contexts.get(visit.who);
    return context ? complaints(context, visit) : ["no such visitor"];
  });
  console.log(`${all.length} pages looked at; markup stood, escaped, on ${shown.size} addresses`);
  expect(found.flat()).toEqual([]);
  expect([...shown]).toEqual(
    expect.arrayContaining([
      "/matches/:matchId",
      "/me",
      "/desk/cases/:caseId",
      "/admin/players/:playerId",
    ]),
  );
}, 180_000);
