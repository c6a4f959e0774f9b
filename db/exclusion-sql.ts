import type { Condition, ExclusionRule, GameFacts, MatchFacts } from "../game/exclusion.ts";

/** The facts of a match as SQL, over `m` (matches). */
const MATCH_FACTS: Readonly<Record<keyof MatchFacts, string>> = {
  withdrawn: `(m.arm_id is not null and exists (
    select from seats x join enrolments e on e.id = x.enrolment_id
    where x.match_id = m.id and e.state = 'withdrawn'))`,
  voided: `m.phase = 'voided'`,
  isTest: `m.is_test`,
  staffSeated: `m.staff_seated`,
};

/** Of either side of a game, over `d` and `w` (the seats of detective and witness). */
const enrolledOnce = (condition: string) => `(m.arm_id is not null and exists (
    select from enrolments e where e.id in (d.enrolment_id, w.enrolment_id) and ${condition}))`;

const GAME_FACTS: Readonly<Record<keyof GameFacts, string>> = {
  ...MATCH_FACTS,
  failedAttention: enrolledOnce(`e.state = 'failed-attention'`),
  tookPartBefore: enrolledOnce(`exists (
      select from enrolments o join experiment_versions v on v.id = o.experiment_version_id
      where o.player_id = e.player_id and not o.trial and o.id <> e.id
        and o.consented_at < e.consented_at
        and v.experiment_id = (select experiment_id from experiment_versions
          where id = e.experiment_version_id))`),
  knewPartner: `(coalesce(d.knew_partner, false) or coalesce(w.knew_partner, false))`,
  notAsSelf: `not (coalesce(d.played_as_self, true) and coalesce(w.played_as_self, true))`,
  left: `(d.left_at is not null or w.left_at is not null)`,
  pasted: `said.pasted`,
  priorAiStreak: `d.prior_ai_streak`,
  priorGames: `d.prior_games`,
  witnessMessages: `said.witness_messages`,
  messages: `said.messages`,
};

/** The first rule that holds for a game, or null: SQL over `m`, `d`, `w` and `said` (`game-talks.ts`). */
export function gameExclusionSql(rules: readonly ExclusionRule[]): string {
  return firstOf(
    rules.map(({ name, when }) => [name, conditionSql(when, (fact) => GAME_FACTS[fact])]),
  );
}

/** The same for a match as a whole: SQL over `m` alone. */
export function matchExclusionSql(rules: readonly ExclusionRule[]): string {
  const marking = rules.filter((rule) => rule.marks === "match");
  return firstOf(marking.map(({ name, when }) => [name, MATCH_FACTS[when.fact]]));
}

function firstOf(rules: readonly (readonly [name: string, condition: string])[]): string {
  if (rules.length === 0) return "null::text";
  const cases = rules.map(([name, condition]) => `when ${condition} then '${name}'`);
  return `(case ${cases.join(" ")} end)`;
}

function conditionSql(when: Condition, column: (fact: keyof GameFacts) => string): string {
  if ("holds" in when) return column(when.fact);
  const bound = "below" in when ? `< ${when.below}` : `>= ${when.atLeast}`;
  return `${column(when.fact)} ${bound}`;
}
