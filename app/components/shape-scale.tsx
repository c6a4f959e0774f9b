import { Shape } from "./shape.tsx";

const STEPS = [
  { pAi: 0, text: "human" },
  { pAi: 0.25, text: "" },
  { pAi: 0.5, text: "not known" },
  { pAi: 0.75, text: "" },
  { pAi: 1, text: "AI" },
];

/** The parameter on which everything here is drawn, from one end to the other. */
export function ShapeScale() {
  return (
    <ul className="grid max-w-[34rem] grid-cols-5 gap-3" aria-label="From human to AI">
      {STEPS.map(({ pAi, text }) => (
        <li key={pAi} className="text-center text-small text-muted" aria-hidden={text === ""}>
          <Shape pAi={pAi} size="100%" className="mb-2 max-w-20" />
          <span className="block">{text}</span>
        </li>
      ))}
    </ul>
  );
}
