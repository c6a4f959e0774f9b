import type { MatchView, RevealView } from "../../api/schemas.ts";
import { Shape } from "../shape.tsx";
import { beliefWords, verdictWords } from "./belief-words.ts";
import { guessAboutYou, ownVerdict, revealedOthers } from "./reveal-facts.ts";

interface RevealHeroProps {
  view: MatchView;
  reveal: RevealView;
  fresh: boolean;
}

/** The shape settles into what it is. */
export function RevealHero({ view, reveal, fresh }: RevealHeroProps) {
  const others = revealedOthers(view, reveal);
  return (
    <div className="hero" data-several={others.length > 1}>
      <div className="hero-shapes">
        {others.map(({ seat, kind }) => (
          <figure key={seat} className="hero-shape">
            <Shape
              pAi={kind === "ai" ? 1 : 0}
              state={fresh ? "settling" : kind}
              size={others.length > 1 ? "clamp(110px, 26vw, 220px)" : "clamp(150px, 40vw, 300px)"}
            />
            {others.length > 1 ? <figcaption>{labelOf(view, seat)}</figcaption> : null}
          </figure>
        ))}
      </div>
      <div className="hero-words" role="status">
        <h1 className="text-poster">{headline(view, reveal)}</h1>
        <p className="mt-5 text-lead">{verdictSentence(view, reveal)}</p>
      </div>
    </div>
  );
}

function headline(view: MatchView, reveal: RevealView): string {
  const others = revealedOthers(view, reveal);
  const [first] = others;
  if (view.you.role === "witness") return witnessHeadline(guessAboutYou(view, reveal));
  if (others.length > 1) {
    const human = others.find(({ kind }) => kind === "human");
    return human ? `${human.seat} is human` : "No human";
  }
  return first?.kind === "ai" ? "An AI" : "A human";
}

function witnessHeadline(pAi: number | undefined): string {
  if (pAi === undefined) return "No verdict";
  if (pAi === 0.5) return "A draw";
  return pAi < 0.5 ? "Judged human" : "Judged AI";
}

function verdictSentence(view: MatchView, reveal: RevealView): string {
  if (view.you.role === "witness") {
    const pAi = guessAboutYou(view, reveal);
    return pAi === undefined
      ? "The interrogator made no guess."
      : `The interrogator said: ${beliefWords(pAi)}.`;
  }
  const verdict = ownVerdict(view, reveal);
  if (!verdict) return "You made no guess, so there is nothing to be right or wrong about.";
  const about = view.ruleset.guess === "which-human" ? ` about ${labelOf(view, verdict.seat)}` : "";
  if (verdict.pAi === 0.5) return "You left it open: a draw.";
  return `You said ${beliefWords(verdict.pAi)}${about}: ${verdictWords(verdict.correct)}.`;
}

function labelOf(view: MatchView, seat: string): string {
  return view.seats.find((known) => known.seat === seat)?.label ?? seat;
}
