import { examplesOf, SHOWN_ONLY } from "./features/groups.ts";
import { type Difference, differences } from "./learn/differences.ts";
import { type Finding, judge, type Strictness, tableOf } from "./learn/verdict.ts";
import { Crowd } from "./play/crowd.ts";
import { startPlatform } from "./play/platform.ts";
import type { MatchRecord } from "./record.ts";
import { recordedPeople, STORED_GROUPS } from "./replay.ts";

export interface AuditPlan extends Strictness {
  /** Of each kind. */
  matches: number;
  scale: number;
  chairs: number;
  ruleset: string;
  seed: string;
  /** AI matches from which people take their lengths; none where words may tell. */
  warmUp?: number;
  /** Only matches count during which the machine's host did not take it for others. */
  undisturbed?: boolean;
  /** Where the platform's code is, if not here. */
  folder?: string;
  /** A database with recorded matches of people, who then take the typists' place. */
  replay?: string;
  /** Hears of what was recorded before it is judged. */
  onPlayed?: (records: readonly MatchRecord[]) => void;
  say: (text: string) => void;
}

export interface Audited {
  passed: boolean;
  records: MatchRecord[];
  findings: Finding[];
  told: Difference[];
}

/** Plays matches against people and AIs, and looks for what tells them apart. */
export async function runAudit(plan: AuditPlan): Promise<Audited> {
  const records = await recordsOf(plan);
  plan.onPlayed?.(records);
  return judgeRecords(records, plan);
}

/** Looks for what tells AIs from people in what was recorded. */
export function judgeRecords(records: MatchRecord[], plan: AuditPlan): Audited {
  const examples = examplesOf(records, plan.replay === undefined ? undefined : STORED_GROUPS);
  const findings = judge(examples, SHOWN_ONLY, plan.seed, plan);
  const told = differences(examples);
  const failing = findings.filter(({ fails }) => fails);
  plan.say(tableOf(findings));
  for (const { feature, ai, human, auc } of told.slice(0, 12))
    plan.say(`  ${feature.padEnd(44)} AI ${ai}, people ${human} (AUC ${auc.toFixed(3)})`);
  plan.say(
    failing.length === 0 ? "nothing but the words tells" : "an AI can be told from a person",
  );
  return { passed: failing.length === 0, records, findings, told };
}

/** What was played now, with recorded people in place of typists where a database has some. */
async function recordsOf(plan: AuditPlan): Promise<MatchRecord[]> {
  const played = await play(plan);
  if (plan.replay === undefined) return played;
  const people = await recordedPeople(plan.replay, plan.ruleset);
  return [...played.filter(({ kind }) => kind === "ai"), ...people];
}

async function play(plan: AuditPlan): Promise<MatchRecord[]> {
  const { scale, matches, chairs, ruleset, seed, say, warmUp = 12, undisturbed = false } = plan;
  const platform = await startPlatform(scale, plan.folder);
  const began = performance.now();
  try {
    const crowd = new Crowd({
      ...{ web: platform.web, ruleset, scale, matches, chairs, seed, warmUp, undisturbed },
      onMatch: ({ ai, human }) => say(`  ${ai} matches with AIs, ${human} with people`),
    });
    await crowd.play();
    const { ai, human } = crowd.counts();
    const seconds = Math.round((performance.now() - began) / 1000);
    const aside =
      crowd.disturbed > 0
        ? `; ${crowd.disturbed} set aside, played while the host took the machine for others`
        : "";
    say(`${ai} matches with AIs, ${human} with people, in ${seconds} s${aside}`);
    if (crowd.isHopeless) {
      // What there is may be judged together with another play's.
      plan.onPlayed?.(crowd.records);
      throw new Error("the host takes the machine for others: try again later");
    }
    for (const [why, count] of crowd.failures) say(`  ${count} × ${why}`);
    return crowd.records;
  } catch (error) {
    say(platform.output());
    throw error;
  } finally {
    await platform.stop();
  }
}
