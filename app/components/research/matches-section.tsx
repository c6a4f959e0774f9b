import { Section } from "../section.tsx";
import { DesignArea, DesignInput, DesignSelect } from "./design-field.tsx";

export function MatchesSection() {
  return (
    <Section title="Matches" id="matches-part">
      <div className="design-grid">
        <DesignInput name="target" label="Participants to finish" inputMode="numeric" />
        <DesignInput name="matches" label="Matches for each of them" inputMode="numeric" />
        <DesignSelect
          name="unit"
          label="An arm is drawn"
          options={[
            ["match", "Anew for each match"],
            ["participant", "Once for each participant"],
          ]}
        />
        <DesignInput
          name="maxAiStreak"
          label="AI partners in a row, at most"
          inputMode="numeric"
          hint="Empty: no limit."
        />
        <DesignInput
          name="waitSeconds"
          label="Longest wait for a partner, seconds"
          inputMode="numeric"
          hint="Who waits longer is let go, with a code."
        />
      </div>
    </Section>
  );
}

export function EndSection() {
  return (
    <Section title="The end" id="end">
      <div className="design-stack">
        <DesignArea
          name="debrief"
          label="Debrief"
          rows={6}
          hint="Shown after the last match, above who everybody was."
        />
        <fieldset>
          <legend className="mb-2 text-small font-semibold">Completion codes</legend>
          <div className="design-grid">
            <DesignInput name="codes.finished" label="Finished" maxLength={40} />
            <DesignInput name="codes.left" label="Left early" maxLength={40} />
            <DesignInput
              name="codes.failed-attention"
              label="Failed an attention check"
              maxLength={40}
            />
            <DesignInput name="codes.waited-too-long" label="Waited too long" maxLength={40} />
          </div>
        </fieldset>
        <DesignInput
          name="redirect"
          label="Then on to"
          inputMode="url"
          hint="An https address with {code} in it, such as https://app.prolific.com/submissions/complete?cc={code}. Empty: the code is shown."
        />
        <DesignArea
          name="recruiterParams"
          label="Parameters that the recruiter adds to the link, one a line"
          rows={3}
          hint="The first one names the participant: nobody takes part twice under one."
        />
      </div>
    </Section>
  );
}
