import type { VersionState } from "../../../db/queries/experiments.ts";
import { TextLink } from "../text-link.tsx";
import { TurnForm } from "./turn-form.tsx";

interface ExperimentTurnsProps {
  id: string;
  state: VersionState;
  drafted: boolean;
}

/** What can be done with an experiment in its state. */
export function ExperimentTurns({ id, state, drafted }: ExperimentTurnsProps) {
  const open = state === "running" || state === "paused";
  return (
    <div>
      {state === "running" ? (
        <TurnForm
          id={id}
          turn="pause"
          title="Pause it"
          note="Nobody new is let in. Who takes part already goes on to the end."
          verb="Pause"
        />
      ) : null}
      {state === "paused" ? (
        <TurnForm
          id={id}
          turn="resume"
          title="Go on"
          note="The link lets participants in again, under the same design."
          verb="Go on"
        />
      ) : null}
      {drafted ? (
        <p className="py-2">
          <TextLink to={`/research/experiments/${id}/draft`}>Go on with the amendment</TextLink>
        </p>
      ) : (
        <TurnForm
          id={id}
          turn="amend"
          title="Amend it"
          note="A new version begins as a draft, a copy of this one. Nothing changes for participants until you start it."
          verb="Write an amendment"
        />
      )}
      {open ? (
        <TurnForm
          id={id}
          turn="close"
          title="Close it"
          note="Nobody new is let in any more, for good. Who takes part already plays to the end; then the seed is told here."
          verb="Close the experiment"
        />
      ) : null}
    </div>
  );
}
