import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { type Design, designSchema, ENDINGS, LICENCES } from "../../game/experiment.ts";
import { edited, isEdit } from "./design-edit.ts";
import { formIn, sourceOf } from "./design-form.ts";
import { type DesignForm, FIELD_PREFIX } from "./design-places.ts";
import { problemsIn } from "./design-problems.ts";
import { formOf } from "./form-of-design.ts";

const word = fc.stringMatching(/^[a-z]{1,8}(-[a-z0-9]{1,8}){0,2}$/);
const line = fc.stringMatching(/^[A-Za-z0-9ä?.,]{1,12}( [A-Za-z0-9ä?.,]{1,12}){0,3}$/);
const required = fc.boolean();
const questions = fc.uniqueArray(
  fc.oneof(
    fc
      .tuple(
        word,
        line,
        fc.uniqueArray(line, { minLength: 2, maxLength: 5 }),
        required,
        fc.boolean(),
      )
      .map(([name, text, options, must, checks]) => ({
        ...{ kind: "choice" as const, name, text, options, required: must },
        ...(checks && options[0] ? { expected: options[0] } : {}),
      })),
    fc.record({
      ...{ kind: fc.constant("number" as const), name: word, text: line, required },
      ...{ min: fc.integer({ min: -9, max: 0 }), max: fc.integer({ min: 1, max: 99 }) },
    }),
    fc.record({ kind: fc.constant("text" as const), name: word, text: line, required }),
  ),
  { selector: ({ name }) => name, maxLength: 4 },
);
const mix = fc.option(
  fc.record({
    personas: fc.dictionary(word, fc.integer({ min: 0, max: 9 }), { minKeys: 1, maxKeys: 3 }),
    allocation: fc.constantFrom("weights" as const, "thompson" as const),
  }),
  { nil: undefined },
);
const arms = fc.uniqueArray(
  fc
    .tuple(
      word,
      word,
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 1, max: 3 }),
      mix,
      required,
    )
    .map(([name, slug, percent, weight, mixed, slots]) => ({
      ...{ name, ruleset: { slug, version: 1 }, aiShare: percent / 100, weight },
      ...(slots
        ? { release: "matched" as const, slotSeconds: 4 }
        : { release: "natural" as const }),
      ...(mixed ? { mix: mixed } : {}),
    })),
  { selector: ({ name }) => name, minLength: 1, maxLength: 4 },
);
const designs = fc.record<Design>({
  ...{
    title: line,
    question: line,
    preregistration: fc.oneof(fc.constant(""), line),
    debrief: line,
  },
  licence: fc.constantFrom(...LICENCES),
  consent: fc.record({ version: word, text: line }),
  ...{ questionnaire: questions, arms, unit: fc.constantFrom("match", "participant") },
  matches: fc.integer({ min: 1, max: 20 }),
  target: fc.integer({ min: 1, max: 500 }),
  maxAiStreak: fc.option(fc.integer({ min: 1, max: 20 })),
  waitSeconds: fc.integer({ min: 10, max: 3600 }),
  codes: fc.constant({
    finished: "DONE-1",
    left: "LEFT-1",
    "failed-attention": "ATTN-1",
    "waited-too-long": "WAIT-1",
  }),
  redirect: fc.option(fc.constant("https://example.org/?cc={code}")),
  recruiterParams: fc.uniqueArray(fc.stringMatching(/^[A-Z][A-Z0-9_]{4,9}$/), { maxLength: 4 }),
});

const sent = (form: DesignForm) =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [FIELD_PREFIX + name, value]));
const readBack = (form: DesignForm) => designSchema.safeParse(sourceOf(form));

describe("a design", () => {
  property.prop([designs])("comes back from its form as it was", (design) => {
    const form = formOf(design);
    expect(readBack(formIn(sent(form))).data).toEqual(designSchema.parse(design));
  });

  property.prop([designs, fc.nat(4)])(
    "is the same after an arm was copied and removed",
    (design, at) => {
      const form = formOf(design);
      const place = at % design.arms.length;
      const more = edited(form, `copy-arm:${place}`);
      const names = Object.keys(more).filter((name) => /^arms\.\d\.name$/.test(name));
      expect(names).toHaveLength(design.arms.length + 1);
      expect(new Set(names.map((name) => more[name])).size).toBe(names.length);
      expect(edited(more, `remove-arm:${place + 1}`)).toEqual(form);
    },
  );

  property.prop([designs])("holds its questions in the order that they are moved to", (design) => {
    const last = design.questionnaire.length - 1;
    const moved = edited(formOf(design), `up-question:${last}`);
    const expected = last > 0 ? design.questionnaire.toSpliced(last, 1) : design.questionnaire;
    const [picked] = design.questionnaire.slice(-1);
    const order = last > 0 && picked ? expected.toSpliced(last - 1, 0, picked) : expected;
    expect(readBack(moved).data?.questionnaire).toEqual(order);
  });
});

test("a form says what it lacks, by its own fields, in plain words", () => {
  const form = { "arms.0.name": "Main arm", "arms.0.aiShare": "120", matches: "x", redirect: "x" };
  const { error } = readBack(form);
  expect(error && problemsIn(error)).toMatchObject({
    title: "Write something here.",
    matches: "A number is needed here.",
    "arms.0.name": "Lower-case words joined by hyphens.",
    "arms.0.aiShare": "From 0 to 100 %.",
    "consent.text": "Write something here.",
    "codes.finished": "Write something here.",
    licence: "Choose one of those offered.",
  });
});

test("names that are no field of a design are left out, and the last of several counts", () => {
  const fields = { "design.title": ["a", "b"], "design.arms.99.name": "x", "design.toString": "y" };
  const others = { title: "z", "design.": "x", "design.arms.1.name": "x\r\ny\u0000" };
  expect(formIn({ ...fields, ...others })).toEqual({
    title: "b",
    "arms.1.name": "x\ny",
  });
});

test.each(["add-arm", "add-choice", "up-question:3", "remove-arm:0"])("%s is an edit", (edit) =>
  expect(isEdit(edit)).toBe(true),
);
test.each(["", "add-", "remove-arm", "drop-arm:1", "up-arm:100", 3, null])("%s is none", (edit) =>
  expect(isEdit(edit)).toBe(false),
);

test("codes of endings are all in the form", () => {
  const names = Object.keys(
    formIn(Object.fromEntries(ENDINGS.map((e) => [`design.codes.${e}`, "x"]))),
  );
  expect(names).toHaveLength(ENDINGS.length);
});
