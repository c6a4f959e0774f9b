import type pg from "pg";

/** What must be nowhere in the rows of an export: a query that finds one of it. */
const FAULTS: Readonly<Record<string, string>> = {
  "a match without a round": `from export_matches e
    where not exists (select from rounds o where o.match_id = e.id)`,
  "a seat whose round is of another match": `from export_matches e
    join seats s on s.match_id = e.id join rounds o on o.id = s.round_id
    where o.match_id <> s.match_id or o.number <> s.round`,
  "a message whose seat, conversation or round is of another match": `from export_matches e
    join messages m on m.match_id = e.id
    left join seats s on s.id = m.seat_id and s.match_id = m.match_id and s.round = m.round
    left join conversations c on c.id = m.conversation_id and c.match_id = m.match_id
    left join rounds o on o.match_id = m.match_id and o.number = m.round and o.id = c.round_id
    where s.id is null or c.id is null or o.id is null`,
  "a message with two replies": `from export_matches e join replies y on y.match_id = e.id
    where y.message_id is not null group by y.message_id having count(*) > 1`,
  "a guess whose seats or round are of another match": `from export_matches e
    join guesses g on g.match_id = e.id
    left join seats b on b.id = g.by_seat_id and b.round_id = g.round_id
    left join seats a on a.id = g.about_seat_id and a.round_id = g.round_id
    left join rounds o on o.id = g.round_id and o.match_id = g.match_id
    where a.id is null or b.id is null or o.id is null`,
  "a seat that guessed twice about one": `from export_matches e
    join guesses g on g.match_id = e.id group by g.by_seat_id, g.about_seat_id having count(*) > 1`,
  "a seat that guessed about both of two witnesses": `from export_matches e
    join matches m on m.id = e.id join rulesets r on r.id = m.ruleset_id
    join guesses g on g.match_id = e.id
    where r.body ->> 'guess' = 'which-human' group by g.by_seat_id having count(*) > 1`,
  "a live match": `from export_matches e join matches m on m.id = e.id
    where m.phase not in ('revealed', 'voided') or m.ended_at is null`,
  "somebody who has withdrawn": `from export_matches e join seats s on s.match_id = e.id
    join enrolments n on n.player_id = s.player_id where n.state = 'withdrawn'`,
};

/** Rows that do not fit together: there is no file then. */
export class IntegrityProblem extends Error {}

/** @throws IntegrityProblem naming the first fault in the rows of an export. */
export async function checkIntegrity(client: pg.ClientBase): Promise<void> {
  for (const [what, rows] of Object.entries(FAULTS)) {
    const { rowCount } = await client.query(`select 1 ${rows} limit 1`);
    if ((rowCount ?? 0) > 0) throw new IntegrityProblem(`the rows hold ${what}`);
  }
}
