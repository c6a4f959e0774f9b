import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EmptyState } from "../components/empty-state.tsx";
import { PageHeader } from "../components/page-header.tsx";
import { StudyList } from "../components/study/study-list.tsx";
import { requirePlayer } from "../services/session.server.ts";
import { studiesOf } from "../services/studies.server.ts";

export const headers = () => ({ "Cache-Control": "no-store" });
export const meta: MetaFunction = () => [{ title: "Your studies · AmIAnAI" }];

/** Who takes part in one study just now, or did so until now, is led there. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const player = await requirePlayer(request, context);
  const studies = await studiesOf(context, player.id);
  const going = studies.filter(({ goesOn }) => goesOn);
  const [now, another] = going.length > 0 ? going : studies.filter(({ justEnded }) => justEnded);
  if (now && !another) return redirect(`/study/${now.code}`);
  return { studies };
}

export default function Studies() {
  const { studies } = useLoaderData<typeof loader>();
  return (
    <div className="page pb-16">
      <PageHeader title="Your studies" />
      {studies.length > 0 ? (
        <StudyList studies={studies} />
      ) : (
        <EmptyState title="You take part in none">
          Studies are taken part in by a link that a researcher gives you.
        </EmptyState>
      )}
    </div>
  );
}
