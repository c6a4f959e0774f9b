import type { Design } from "../../game/experiment.ts";
import type { DesignForm } from "./design-places.ts";

/** A design as the fields of a form; `sourceOf` makes the same design of them. */
export function formOf(design: Design): DesignForm {
  const { consent, codes, questionnaire, arms, recruiterParams } = design;
  return {
    ...texts("", {
      title: design.title,
      question: design.question,
      preregistration: design.preregistration,
      licence: design.licence,
      unit: design.unit,
      matches: design.matches,
      target: design.target,
      maxAiStreak: design.maxAiStreak,
      waitSeconds: design.waitSeconds,
      debrief: design.debrief,
      redirect: design.redirect,
      recruiterParams: recruiterParams.join("\n"),
    }),
    ...texts("consent.", { version: consent.version, text: consent.text }),
    ...texts("codes.", codes),
    ...together(questionnaire.map(questionForm)),
    ...together(arms.map(armForm)),
  };
}

function questionForm(question: Design["questionnaire"][number], place: number): DesignForm {
  const { options, ...rest } = { options: [] as string[], ...question };
  const lines = question.kind === "choice" ? { options: options.join("\n") } : {};
  return texts(`questionnaire.${place}.`, { ...rest, ...lines });
}

function armForm(arm: Design["arms"][number], place: number): DesignForm {
  const { name, ruleset, aiShare, release, slotSeconds, weight, mix } = arm;
  const models = Object.entries(mix?.models ?? {}).map(([model, share]) => `${model} ${share}`);
  return {
    ...texts(`arms.${place}.`, {
      ...{ name, ruleset: `${ruleset.slug} ${ruleset.version}`, release, slotSeconds, weight },
      // A share such as .07 is 7, not 7.000000000000001.
      aiShare: Number((aiShare * 100).toPrecision(12)),
      allocation: mix?.allocation ?? "weights",
      models: models.join("\n"),
    }),
    ...texts(`arms.${place}.personas.`, mix?.personas ?? {}),
  };
}

function together(forms: readonly DesignForm[]): DesignForm {
  return Object.fromEntries(forms.flatMap((form) => Object.entries(form)));
}

type Plain = string | number | boolean | null | undefined;

function texts(prefix: string, values: Record<string, Plain>): DesignForm {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [prefix + name, String(value ?? "")]),
  );
}
