import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useLocation } from "@remix-run/react";
import { fieldsOf, parseFields } from "../api/read-body.ts";
import { Button } from "../components/button.tsx";
import styles from "../components/desk/desk.css?url";
import { Select } from "../components/desk/select.tsx";
import { Field } from "../components/field.tsx";
import { count, counted, decimal, percent } from "../components/format.ts";
import { PageHeader } from "../components/page-header.tsx";
import { type Plan, planOf, powerQuery } from "../services/power.server.ts";
import { requireRole } from "../services/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Power · AmIAnAI" }];
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireRole(request, context, "researcher");
  const fields = fieldsOf(new URL(request.url).searchParams);
  const asked = parseFields(powerQuery, fields);
  if (!asked.ok) return { fields, wrong: asked.fields ?? {}, plan: null };
  return { fields: { ...asked.value }, wrong: {}, plan: planOf(asked.value) };
}

const FIELDS = [
  ["first", "First rate, %", "Such as the pass rate that you expect of the AI."],
  ["second", "Second rate, %", "Of the other group, or the one to compare with, such as 50."],
  ["alpha", "Significance, %", "Two-sided."],
  ["power", "Power, %", "The chance to find the difference if it is there."],
  ["gamesEach", "Games a participant", "Each plays so many in a group."],
  [
    "icc",
    "Intraclass correlation",
    "0: games of one participant are as unlike as any; 1: all alike.",
  ],
  ["participants", "Participants that you can have", "Left empty, or a group’s number."],
] as const;

export default function Power() {
  const { fields, wrong, plan } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const given: Readonly<Record<string, unknown>> = fields;
  const errors: Readonly<Record<string, string | undefined>> = wrong;
  return (
    <>
      <PageHeader
        title="Power"
        lead="How many participants the next study needs, or what so many can find."
      />
      <Form key={search} method="get" action="/research/power" className="rule py-6">
        <div className="desk-filters">
          <Select
            label="Compare"
            name="compare"
            defaultValue={text(given.compare) || "two"}
            options={[
              ["two", "two groups, such as two arms"],
              ["one", "one group with a fixed rate"],
            ]}
          />
        </div>
        <div className="grid gap-x-8 gap-y-5 py-4 sm:grid-cols-2 lg:grid-cols-3">
          {FIELDS.map(([name, label, hint]) => (
            <Field
              key={name}
              label={label}
              name={name}
              hint={hint}
              inputMode="decimal"
              autoComplete="off"
              defaultValue={text(given[name])}
              error={errors[name]}
            />
          ))}
        </div>
        <Button>Work it out</Button>
      </Form>
      {plan ? <Result plan={plan} two={given.compare !== "one"} /> : null}
      <div className="rule measure py-8 text-small text-muted">
        <p>
          Two rates: n = (z(1−α/2)·√(2p̄(1−p̄)) + z(power)·√(p(1−p) + q(1−q)))² ÷ (p − q)² games a
          group. One rate against q: n = (z(1−α/2)·√(q(1−q)) + z(power)·√(p(1−p)))² ÷ (p − q)².
          Normal approximation without continuity correction (Fleiss, Levin and Paik 2003).
        </p>
        <p className="mt-3">
          Games of one participant resemble each other: n is multiplied by the design effect 1 + (m
          − 1)·ICC with m games each (Kish 1965).
        </p>
      </div>
    </>
  );
}

function Result({ plan, two }: { plan: Plan; two: boolean }) {
  const { independentGames, designEffect, games, participants, reached } = plan;
  const each = two ? " in each group" : "";
  return (
    <section aria-labelledby="result" role="status" className="rule py-8">
      <h2 id="result" className="text-heading">
        <span className="figure">{count(participants)}</span>{" "}
        {participants === 1 ? "participant" : "participants"}
        {each}
      </h2>
      <p className="measure mt-3">
        {counted(independentGames, "independent game")}
        {each} would do; with a design effect of{" "}
        <span className="figure">{decimal(designEffect)}</span> it takes {counted(games, "game")}
        {each}.
      </p>
      {reached ? (
        <p className="measure mt-3">
          With {counted(reached.participants, "participant")}
          {each} the difference is found in{" "}
          <span className="figure">{percent(reached.power, 1)}</span> of such studies.
        </p>
      ) : null}
    </section>
  );
}

const text = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
