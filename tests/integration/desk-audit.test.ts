import { beforeAll, describe, expect, test } from "vitest";
import { auditReply } from "../../app/api/desk-schemas.ts";
import { createCase } from "../case-rows.ts";
import { playedDuel, withRole } from "../moderation-factories.ts";
import { type Site, startSite } from "../site.ts";

let site: Site;
let admin: Awaited<ReturnType<typeof withRole>>;
let moderator: Awaited<ReturnType<typeof withRole>>;
let caseId: string;
beforeAll(async () => {
  site = await startSite();
  admin = await withRole(site, "admin", "Ann");
  moderator = await withRole(site, "moderator", "Mo");
  const { a, b, matchId } = await playedDuel(site);
  caseId = await createCase(site.stores, { matchId, by: a.seat, about: b.seat });
  for (const reader of [moderator, admin]) await reader.get(`/api/v1/cases/${caseId}`);
  await moderator.post(`/api/v1/cases/${caseId}/decisions`, {
    ...{ action: "dismiss", version: 1, reason: '=cmd|"a, quoted" line\nand 50% more' },
  });
});

const log = async (query: string, by = admin) =>
  auditReply.parse((await by.get(`/api/v1/audit?${query}`)).json).entries;
const actions = async (query: string, by = admin) =>
  (await log(query, by)).map(({ action }) => action);

describe("the audit log", () => {
  test.each([
    "update audit_entries set reason = 'x'",
    "delete from audit_entries",
    "truncate audit_entries",
  ])("refuses: %s", async (statement) => {
    await expect(site.stores.database.pool.query(statement)).rejects.toThrow("append-only");
  });

  test("is searched by who, what, to what, when and why", async () => {
    expect(await actions(`subject=${caseId}`)).toEqual(["dismiss-case", "read-case", "read-case"]);
    expect(await actions(`subject=${caseId}&actor=ann`)).toEqual(["read-case"]);
    expect(await actions(`actor=${moderator.id}&action=dismiss-case`)).toEqual(["dismiss-case"]);
    expect(await actions("text=QUOTED")).toEqual(["dismiss-case"]);
    expect(await actions("text=50%25%20m")).toEqual(["dismiss-case"]);
    expect(await actions("text=%25")).toEqual(["dismiss-case"]);
    expect(await actions("text=_")).toEqual([]);
    expect(await actions("action=dismiss-case&since=2000-01-01&until=2001-01-01")).toEqual([]);
    expect(await actions("action=dismiss-case&since=2000-01-01")).toHaveLength(1);
    expect((await admin.get("/api/v1/audit?since=yesterday")).status).toBe(400);
  });

  test("shows a moderator their own entries only, whatever they ask for", async () => {
    const seen = await log(`actor=${admin.id}`, moderator);
    expect(seen).toEqual([]);
    expect((await log("", moderator)).every(({ actorId }) => actorId === moderator.id)).toBe(true);
  });

  test("goes on page by page without a gap", async () => {
    const { rows } = await site.stores.database.pool.query<{ id: string }>(
      `insert into audit_entries (actor_role, action, subject_kind, subject_id)
       select 'platform', 'test-entry', 'test', n::text from generate_series(1, 120) n returning id`,
    );
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const reply = await admin.get(`/api/v1/audit?action=test-entry&cursor=${cursor}`);
      const page: ReturnType<typeof auditReply.parse> = auditReply.parse(reply.json);
      seen.push(...page.entries.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(
      rows
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
  });

  test("is handed out whole as lines of JSON and as CSV, which is itself written down", async () => {
    const lines = await admin.get("/api/v1/audit?format=ndjson");
    expect(lines.headers.get("Content-Type")).toContain("ndjson");
    const entries = lines.text
      .trimEnd()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(entries.length).toBeGreaterThan(120);
    expect(entries).toContainEqual(expect.objectContaining({ action: "dismiss-case" }));
    const csv = await admin.get("/api/v1/audit?format=csv&action=dismiss-case");
    expect(csv.headers.get("Content-Disposition")).toContain("amianai-audit.csv");
    expect(csv.text).toMatch(/^id,at,actorId,actorRole,actor,action,/);
    expect(csv.text).toContain(`"'=cmd|""a, quoted"" line\nand 50% more"`);
    expect(await actions("action=export-audit")).toHaveLength(2);
  });
});
