import { z } from "zod";
import { PLAYER_ROLES } from "../../db/schema/players.ts";
import { flag, prose } from "./schemas.ts";

const reason = prose(1000)
  .pipe(z.string().trim().min(3, "say why, in three characters or more"))
  .describe("why, for the log");

export const reasonRequest = z.object({ reason });
export const roleRequest = z.object({ role: z.enum(PLAYER_ROLES), reason });
export const listingRequest = z.object({ listed: flag, reason });
export const switchRequest = z.object({ on: flag, reason });
export const rotationRequest = z.object({
  inRotation: flag,
  weight: z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,7}(\.\d{1,6})?$/, "a number, 0 or more")
        .transform(Number),
    ])
    .pipe(z.number().min(0).max(1e6))
    .describe("relative frequency in the draw, 0 or more"),
  reason,
});
