import type { Database } from "../client.ts";

interface Figures {
  matches: number;
  /** By people, whole: a guess about either of two witnesses is one. */
  guesses: number;
  /** Guesses that took a side. */
  decided: number;
  correct: number;
}

/** How much was played, and how often people were right. Running matches and studies are left out. */
export async function revealedFigures({ pool }: Database): Promise<Figures> {
  const { rows } = await pool.query<Figures>(
    `select (select count(*)::int from matches
         where phase = 'revealed' and arm_id is null and not is_test) as matches,
       count(*)::int as guesses,
       (count(*) filter (where g.p_ai <> 0.5))::int as decided,
       (count(*) filter (where g.p_ai <> 0.5 and (g.p_ai > 0.5) = (a.kind = 'ai')))::int as correct
     from guesses g
     join matches m on m.id = g.match_id and m.phase = 'revealed'
       and m.arm_id is null and not m.is_test
     join seats b on b.id = g.by_seat_id and b.kind = 'human'
     join seats a on a.id = g.about_seat_id`,
  );
  return rows[0] ?? { matches: 0, guesses: 0, decided: 0, correct: 0 };
}
