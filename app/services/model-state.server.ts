import {
  daysOfSpend,
  dearestMatches,
  hoursOfCalls,
  outcomesOfCalls,
} from "../../db/admin/model.ts";
import { dayOf } from "../../db/queries/generations.ts";
import { readSwitch, spendOfDay } from "../../db/queries/spend.ts";
import { workersSeen } from "../../db/workers.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";

const [HOURS, DAYS, MATCHES] = [12, 14, 10];

/** Who plays the AI seats, what that costs, and whether it is switched on. */
export async function modelState({ stores: { database } }: Pick<AppLoadContext, "stores">) {
  const [workers, toggle, today, hours, outcomes, days, matches] = await orUnavailable(
    Promise.all([
      workersSeen(database),
      readSwitch(database),
      spendOfDay(database, dayOf(new Date())),
      hoursOfCalls(database, HOURS),
      outcomesOfCalls(database, HOURS),
      daysOfSpend(database, DAYS),
      dearestMatches(database, MATCHES),
    ]),
  );
  const told = new Map(workers.map(({ facts }) => [JSON.stringify(facts), facts]));
  return {
    /** One entry where all workers were started alike. */
    workers: [...told.values()],
    toggle: {
      on: toggle?.on ?? true,
      reason: toggle?.reason ?? "",
      changedAt: toggle?.changedAt.toISOString() ?? null,
    },
    today,
    hours: hours.map(({ hour, ...calls }) => ({ ...calls, hour: hour.toISOString() })),
    outcomes,
    days,
    matches,
  };
}

export type ModelState = Awaited<ReturnType<typeof modelState>>;
