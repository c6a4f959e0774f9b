import { debriefOf, type DebriefedMatch } from "../../db/studies/debrief.ts";
import type { Participation } from "../../db/studies/participation.ts";
import type { Stores } from "../../db/stores.ts";
import type { Question } from "../../game/experiment.ts";
import { judgedAi } from "../../game/scoring.ts";
import type { PastMatch, ShownQuestion, YourPart } from "../api/study-schemas.ts";

/** Which answer passes an attention check stays here. */
export function shownQuestions(questions: readonly Question[]): ShownQuestion[] {
  return questions.map((question) => {
    const { kind, name, text, required } = question;
    if (kind === "choice") return { kind, name, text, required, options: question.options };
    if (kind === "text") return { kind, name, text, required };
    return { kind, name, text, required, min: question.min, max: question.max };
  });
}

type End = Pick<YourPart, "ending" | "code" | "returnTo" | "debrief" | "past">;

const NO_END: End = { ending: null, code: null, returnTo: null, debrief: null, past: [] };

/** What a participant is told in the end, the same whoever their partners were to be. */
export async function endOf(
  stores: Pick<Stores, "database">,
  { enrolment, version }: Participation,
): Promise<End> {
  const { id, ending } = enrolment;
  if (ending === null) return NO_END;
  const { codes, redirect, debrief } = version.design;
  const code = codes[ending];
  const past = await debriefOf(stores.database, id);
  return {
    ...{ ending, code, debrief },
    returnTo: redirect?.replaceAll("{code}", encodeURIComponent(code)) ?? null,
    past: past.map(pastMatch),
  };
}

function pastMatch({ matchId, endedAt, partners, guess }: DebriefedMatch): PastMatch {
  const verdict = guess ? judgedAi(guess.pAi) : null;
  return {
    ...{ matchId, partners },
    endedAt: endedAt?.toISOString() ?? null,
    guess: guess && {
      ...{ seat: guess.seat, pAi: guess.pAi },
      correct: verdict === null ? null : verdict === guess.isAi,
    },
  };
}
