import type pg from "pg";
import Cursor from "pg-cursor";
import { personalData } from "../../game/screening/personal-data.ts";
import { plainForm } from "../../game/screening/plain-form.ts";
import { QUARANTINE_REASONS } from "../schema/research.ts";

type Reason = (typeof QUARANTINE_REASONS)[number];

interface Candidate {
  kind: "message" | "guess" | "answer";
  row_id: string;
  /** Which answer; empty for the other kinds. */
  part: string;
  text: string;
  /** It holds what a recruiter's link said of somebody at the match. */
  recruited: boolean;
}

const ROWS_AT_A_TIME = 2000;
/** The least length of what a recruiter's link says: less stands in too many texts that mean nobody. */
export const LEAST_ID = 6;
/** As Prolific names participants: 24 hexadecimal characters. */
const PROLIFIC = /\b[0-9a-f]{24}\b/i;
const SIGNS = ["@", "\uff20", "at)", "at]", "at}", "at )", "at ]", "at }"];
const PROVIDERS = "gmail googlemail hotmail outlook yahoo icloud protonmail aol gmx ymail yandex";
const NUMBERS = "zero oh one two three four five six seven eight nine".split(" ");
const DIGITS = "0123456789\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19";

/**
 * What is asked of every text in place of regular expressions, which Postgres builds anew for each:
 * without a sign or a provider's name there is no address, and without seven digits, or a few of
 * them and of number words, no number of a telephone or a card, and no recruiter's id.
 */
const SIFTED = (text: string) => `lateral (
    select lower(${text}) as plain,
      length(${text}) - length(translate(${text}, '${DIGITS}', '')) as digits offset 0
  ) l cross join lateral (
    select ${NUMBERS.map((word) => `(position('${word}' in l.plain) > 0)::int`).join(" + ")} as words
    offset 0
  ) n`;
const MARKED = [...SIGNS, ...PROVIDERS.split(" ")].map((mark) => `'%${mark}%'`).join(", ");
const SUSPECT = `(l.digits >= 7 or (n.words > 0 and n.words + l.digits >= 4)
    or l.plain like any (array[${MARKED}]))`;

/** Whether a text holds what a recruiter's link said of somebody in the experiment's match. */
const recruited = (text: string, match: string) => `exists (
    select from seats z join recruits t on t.enrolment_id = z.enrolment_id,
      jsonb_each_text(t.params) v
    where z.match_id = ${match} and length(v.value) >= ${LEAST_ID}
      and position(lower(v.value) in lower(${text})) > 0)`;

const inStudy = (text: string, match: string) =>
  `(e.version_id is not null and ${recruited(text, match)})`;

const CANDIDATES = `
  select 'message' as kind, m.id as row_id, '' as part, m.body as text,
    ${inStudy("m.body", "m.match_id")} as recruited
  from export_matches e join messages m on m.match_id = e.id cross join ${SIFTED("m.body")}
  where m.erased_at is null and (${SUSPECT} or ${inStudy("m.body", "m.match_id")})
  union all
  select 'guess', g.id, '', g.reason, ${inStudy("g.reason", "g.match_id")}
  from export_matches e join guesses g on g.match_id = e.id cross join ${SIFTED("g.reason")}
  where g.reason is not null and (${SUSPECT} or ${inStudy("g.reason", "g.match_id")})
  union all
  select 'answer', n.id, a.key, a.value, exists (
    select from recruits t, jsonb_each_text(t.params) v where t.enrolment_id = n.id
      and length(v.value) >= ${LEAST_ID} and position(lower(v.value) in lower(a.value)) > 0)
  from (select distinct n.id, n.answers from export_matches e join seats s on s.match_id = e.id
    join enrolments n on n.id = s.enrolment_id) n, jsonb_each_text(n.answers) a`;

/** Of whom a recruiter's link said it may be erased by now: what was found is not looked for again. */
const FOUND_BEFORE = `
  insert into export_quarantine (kind, row_id, part, reason)
  select q.kind, q.row_id, '', q.reason from quarantined_texts q
  where q.reason = 'recruiter-id' and case q.kind
    when 'message' then exists (select from messages m join export_matches e on e.id = m.match_id
      where m.id = q.row_id and m.erased_at is null)
    else exists (select from guesses g join export_matches e on e.id = g.match_id
      where g.id = q.row_id and g.reason is not null) end
  on conflict do nothing`;

/**
 * Finds the free texts that must not leave: with e-mail addresses, telephone numbers or ids of
 * recruiters. Their cells stay empty, with a flag; `keepQuarantine` writes down which they were.
 */
export async function quarantine(client: pg.PoolClient): Promise<void> {
  await client.query(`
    create temp table export_quarantine (
      kind text, row_id uuid, part text, reason text not null, primary key (row_id, kind, part)
    ) on commit drop`);
  // The cursor stands still while rows are written: one connection does one thing at a time.
  const cursor = client.query(new Cursor<Candidate>(CANDIDATES));
  const found: (Candidate & { reason: Reason })[] = [];
  for (;;) {
    const rows = await cursor.read(ROWS_AT_A_TIME);
    if (rows.length === 0) break;
    for (const row of rows) {
      const reason = reasonOf(row);
      if (reason !== null) found.push({ ...row, reason });
    }
  }
  await cursor.close();
  for (let at = 0; at < found.length; at += ROWS_AT_A_TIME)
    await store(client, found.slice(at, at + ROWS_AT_A_TIME));
  await client.query(FOUND_BEFORE);
  await client.query("analyze export_quarantine");
}

function reasonOf({ text, recruited: isRecruiter }: Candidate): Reason | null {
  if (isRecruiter || PROLIFIC.test(text)) return "recruiter-id";
  const rule = personalData(plainForm(text));
  return QUARANTINE_REASONS.find((reason) => reason === rule) ?? null;
}

async function store(
  client: pg.PoolClient,
  found: readonly (Candidate & { reason: Reason })[],
): Promise<void> {
  await client.query(
    `insert into export_quarantine (kind, row_id, part, reason)
     select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) on conflict do nothing`,
    [
      found.map(({ kind }) => kind),
      found.map(({ row_id: id }) => id),
      found.map(({ part }) => part),
      found.map(({ reason }) => reason),
    ],
  );
}

interface Kept {
  kind: "message" | "guess";
  rowId: string;
  reason: Reason;
}

/** What was found, for the books: answers stand in theirs as they are. */
export async function quarantinedIn(client: pg.PoolClient): Promise<Kept[]> {
  const { rows } = await client.query<Kept>(
    `select kind, row_id as "rowId", reason from export_quarantine where kind <> 'answer'`,
  );
  return rows;
}
