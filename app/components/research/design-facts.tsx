import type { Design } from "../../../game/experiment.ts";
import { DataTable } from "../data-table.tsx";
import { Facts } from "../admin/facts.tsx";
import { count, counted } from "../format.ts";

/** A design as it is read, not written. */
export function DesignFacts({ design }: { design: Design }) {
  const { consent, questionnaire, codes, recruiterParams, redirect } = design;
  return (
    <>
      <Facts>
        {[
          ["Title", design.title],
          ["Question", <Text key="question">{design.question}</Text>],
          ["Preregistration", <Text key="prereg">{design.preregistration || "none"}</Text>],
          ["Licence of the data", design.licence],
          ["Consent", <Text key="consent">{`Version ${consent.version}\n\n${consent.text}`}</Text>],
          ["Questions before play", <Questions key="questions" items={questionnaire} />],
          ["Participants to finish", count(design.target)],
          ["Matches each", matchesOf(design)],
          ["Longest wait", `${count(design.waitSeconds)} s`],
          ["Debrief", <Text key="debrief">{design.debrief}</Text>],
          ["Codes", <Codes key="codes" codes={codes} />],
          ["Then on to", redirect ?? "the code is shown"],
          ["Parameters of the link", recruiterParams.join(", ") || "none"],
        ]}
      </Facts>
      <div className="rule pt-4">
        <ArmTable arms={design.arms} />
      </div>
    </>
  );
}

function Text({ children }: { children: string }) {
  return <div className="design-text">{children}</div>;
}

function matchesOf({ matches, unit, maxAiStreak }: Design): string {
  const drawn = unit === "match" ? "an arm is drawn for each" : "an arm is drawn once";
  const streak = maxAiStreak === null ? "any number" : String(maxAiStreak);
  return `${matches}; ${drawn}; ${streak} AI partners in a row at most`;
}

function Questions({ items }: { items: Design["questionnaire"] }) {
  if (items.length === 0) return <>none</>;
  return (
    <ol className="list-decimal pl-5">
      {items.map((item) => (
        <li key={item.name}>
          {item.text} <span className="text-muted">{answersOf(item)}</span>
        </li>
      ))}
    </ol>
  );
}

function answersOf(item: Design["questionnaire"][number]): string {
  switch (item.kind) {
    case "choice":
      return `${item.options.join(" / ")}${item.expected ? `; right is ${item.expected}` : ""}`;
    case "number":
      return `${item.min} to ${item.max}`;
    case "text":
      return "a text";
  }
}

const ENDING_NAMES = [
  ["finished", "finished"],
  ["left", "left early"],
  ["failed-attention", "failed an attention check"],
  ["waited-too-long", "waited too long"],
] as const;

function Codes({ codes }: Pick<Design, "codes">) {
  return (
    <ul>
      {ENDING_NAMES.map(([ending, name]) => (
        <li key={ending}>
          {name} <span className="figure">{codes[ending]}</span>
        </li>
      ))}
    </ul>
  );
}

function ArmTable({ arms }: Pick<Design, "arms">) {
  return (
    <DataTable
      caption="Arms of the experiment"
      head={["Arm", "Game", "AI share", "Messages appear", "AI seats", "Weight"]}
      rows={arms.map((arm) => ({
        key: arm.name,
        cells: [
          arm.name,
          `${arm.ruleset.slug} ${arm.ruleset.version}`,
          <span key="share" className="figure">
            {Number((arm.aiShare * 100).toPrecision(12))} %
          </span>,
          arm.slotSeconds === undefined ? "when sent" : `every ${arm.slotSeconds} s`,
          arm.mix?.personas
            ? counted(Object.keys(arm.mix.personas).length, "persona")
            : "everybody in rotation",
          <span key="weight" className="figure">
            {arm.weight}
          </span>,
        ],
      }))}
      empty="No arm."
    />
  );
}
