import { z } from "zod";
import { recordAudit } from "../../db/audit.ts";
import { type CaseFile, caseFile, type CaseHead, caseHead } from "../../db/queries/case-file.ts";
import { type QueuedCase, queuedCases } from "../../db/queries/case-queue.ts";
import type { CasesQuery } from "../api/desk-schemas.ts";
import type { AppLoadContext } from "../context.server.ts";
import { cursorOf, edgeIn } from "./cursor.ts";
import { orUnavailable } from "./outage.ts";
import type { Session } from "./session.server.ts";

const CASES_PER_PAGE = 25;

const edgeSchema = z.tuple([z.int(), z.iso.datetime({ precision: 3 }), z.uuid()]);

export interface QueuePage {
  cases: QueuedCase[];
  nextCursor: string | null;
}

/** A page of the queue: counts and kinds, nothing of what was said. */
export async function queuePage(
  { stores }: Pick<AppLoadContext, "stores">,
  { playerId }: Session,
  { state, category, flag, appeal, cursor }: CasesQuery,
): Promise<QueuePage> {
  const edge = edgeIn(edgeSchema, cursor);
  const after = edge && { priority: edge[0], at: edge[1], id: edge[2] };
  const filter = {
    state,
    ...(category ? { category } : {}),
    ...(flag ? { flag } : {}),
    ...(appeal ? { appealed: appeal } : {}),
  };
  const found = await orUnavailable(
    queuedCases(stores.database, playerId, filter, after, CASES_PER_PAGE + 1),
  );
  const cases = found.slice(0, CASES_PER_PAGE);
  const last = found.length > CASES_PER_PAGE ? cases.at(-1) : undefined;
  const at = last && (state === "closed" ? (last.closedAt ?? last.openedAt) : last.openedAt);
  return { cases, nextCursor: last ? cursorOf([last.priority, at, last.id]) : null };
}

export interface OpenedCase {
  head: CaseHead;
  /** Null while the match runs: nobody reads in it then. */
  file: CaseFile | null;
}

/** A case as a moderator reads it, which is written down; null where it is none of theirs. */
export async function readCase(
  { stores, requestId }: Pick<AppLoadContext, "stores" | "requestId">,
  { playerId, role }: Session,
  caseId: string,
): Promise<OpenedCase | null> {
  const { database } = stores;
  const head = await orUnavailable(caseHead(database, caseId, playerId));
  if (!head) return null;
  await orUnavailable(
    recordAudit(database.orm, {
      actor: { playerId, role },
      action: "read-case",
      subject: { kind: "case", id: caseId },
      detail: { matchId: head.matchId, version: head.version },
      requestId,
    }),
  );
  if (head.running) return { head, file: null };
  return { head, file: await orUnavailable(caseFile(database, head.matchId, playerId)) };
}
