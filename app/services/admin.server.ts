import type { Admin } from "../../db/admin/act.ts";
import type { AppLoadContext } from "../context.server.ts";
import { requireRole } from "./session.server.ts";

/** The admin who asks for a page, as the log names them. */
export async function requireAdmin(request: Request, context: AppLoadContext): Promise<Admin> {
  const { playerId, role } = await requireRole(request, context, "admin");
  return { by: { playerId, role }, requestId: context.requestId };
}
