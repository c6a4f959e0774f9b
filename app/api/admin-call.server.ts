import type { z } from "zod";
import type { Act } from "../../db/admin/act.ts";
import type { Stores } from "../../db/stores.ts";
import { type Asked, byRole, type Call, done, withBody } from "./call.server.ts";
import type { Refusal } from "./refusals.ts";

export type Acted = { ok: true } | Pick<Refusal, "ok" | "code">;

interface Acting<Fields> {
  stores: Stores;
  act: Act;
  fields: Fields;
  params: Asked["params"];
}

/** What an admin does, with a reason; the log learns of it in the same transaction. */
export function byAdmin<Fields extends { reason: string }>(
  schema: z.ZodType<Fields>,
  run: (acting: Acting<Fields>) => Promise<Acted>,
  page: (asked: Asked) => string,
): Call {
  return byRole(
    "admin",
    (asked) =>
      withBody(asked, schema, async (fields) => {
        const { context, session, params } = asked;
        const by = { playerId: session.playerId, role: session.role };
        const act = { by, reason: fields.reason, requestId: context.requestId };
        const acted = await run({ stores: context.stores, act, fields, params });
        return acted.ok ? done() : acted;
      }),
    { then: page, home: page },
  );
}
