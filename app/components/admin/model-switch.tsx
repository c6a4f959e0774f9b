import type { ModelState } from "../../services/model-state.server.ts";
import { ActForm } from "./act-form.tsx";
import { Moment } from "./moment.tsx";

export function ModelSwitch({ on, reason, changedAt }: ModelState["toggle"]) {
  const verb = on ? "Switch it off" : "Switch it on";
  return (
    <>
      <p className="measure">
        {on
          ? "Models are asked."
          : "No model is asked: AI seats speak by their personas’ own lines."}{" "}
        {changedAt ? (
          <>
            So since <Moment at={changedAt} />
            {reason ? `: ${reason}` : ""}
          </>
        ) : null}
      </p>
      <div className="mt-4">
        <ActForm
          key={verb}
          title={verb}
          action="/api/v1/switches/language-model"
          then="/admin/model"
          verb={verb}
          note={
            on
              ? "From the next second on no worker asks a model. Matches that run are played on."
              : "From the next second on models are asked again."
          }
        >
          <input type="hidden" name="on" value={String(!on)} />
        </ActForm>
      </div>
    </>
  );
}
