import { ActForm } from "./act-form.tsx";

interface ListingProps {
  slug: string;
  title: string;
  listed: boolean;
}

export function Listing({ slug, title, listed }: ListingProps) {
  const verb = listed ? "Take it off the list" : "Put it on the list";
  return (
    <div className="mt-4">
      <ActForm
        key={verb}
        title={`${verb}: ${title}`}
        action={`/api/v1/rulesets/${slug}/listing`}
        then="/admin/rulesets"
        verb={verb}
        note={
          listed
            ? "The Play page offers it no longer. Matches that run are played on, and a program that names it can still play it."
            : "The Play page offers it from now on."
        }
      >
        <input type="hidden" name="listed" value={String(!listed)} />
      </ActForm>
    </div>
  );
}
