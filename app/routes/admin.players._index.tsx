import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findPlayers } from "../../db/admin/find-players.ts";
import { DataTable } from "../components/data-table.tsx";
import { Moment } from "../components/admin/moment.tsx";
import { Button } from "../components/button.tsx";
import { Field } from "../components/field.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { TextLink } from "../components/text-link.tsx";
import { requireAdmin } from "../services/admin.server.ts";
import { orUnavailable } from "../services/outage.ts";

export const meta: MetaFunction = () => [{ title: "Players · AmIAnAI" }];

const LONGEST = 200;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const admin = await requireAdmin(request, context);
  const words = (new URL(request.url).searchParams.get("q") ?? "").trim().slice(0, LONGEST);
  const found = words ? await orUnavailable(findPlayers(context.stores, admin, words)) : null;
  return { words, found };
}

export default function Players() {
  const { words, found } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title="Players"
        lead="Each search and each look at a player is written down in the log."
      >
        <form method="get" className="measure mt-8 flex flex-wrap items-end gap-5">
          <Field
            label="Name, id or account"
            name="q"
            type="search"
            defaultValue={words}
            maxLength={LONGEST}
            autoComplete="off"
            required
            className="grow"
          />
          <Button size="small">Search</Button>
        </form>
      </PageHeader>
      {found ? (
        <div className="rule py-8">
          <DataTable
            caption="Players found"
            head={["Name", "Role", "Since", "State"]}
            rows={found.map((player) => ({
              key: player.id,
              cells: [
                <TextLink key="name" to={`/admin/players/${player.id}`}>
                  {player.handle}
                </TextLink>,
                player.guest ? "guest" : player.role,
                <Moment key="since" at={player.createdAt} />,
                player.deletedAt ? "deleted" : player.mergedInto ? "merged" : "here",
              ],
            }))}
            empty="Nobody fits. A name may be given in part; an id or an account’s number must be whole."
          />
        </div>
      ) : null}
    </>
  );
}
