import { useBeforeUnload, useBlocker, useNavigate, useRevalidator } from "@remix-run/react";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { FIELD_PREFIX } from "../../api/design-places.ts";
import { useSaving } from "./use-saving.ts";

interface Wanted {
  revision: number;
  /** The id of what has the focus once the page shows it. */
  focus: string;
}

/** Saves the form of a draft in place; what was not saved is saved when its page is left. */
export function useDraft({ action, revision }: { action: string; revision: number }) {
  const { revalidate } = useRevalidator();
  const navigate = useNavigate();
  const formRef = useRef<HTMLFormElement>(null);
  const unsaved = useRef(false);
  const wanted = useRef<Wanted | null>(null);
  // Fields are made anew for a form that an item was added to or taken from.
  const [made, setMade] = useState(revision);
  const { send, busy, problem, saved, setSaved } = useSaving(action, revision);

  const save = useCallback(
    async (fields: FormData) => {
      unsaved.current = false;
      const reply = await send(fields);
      if (!reply.ok) unsaved.current = true;
      return reply;
    },
    [send],
  );

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const { nativeEvent } = event;
    const submitter = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
    const edit = submitter instanceof HTMLButtonElement ? submitter.value : "";
    const reply = await save(new FormData(event.currentTarget, submitter));
    if (!reply.ok) return;
    if (edit !== "")
      wanted.current = { revision: reply.revision, focus: focusAfter(edit, formRef.current) };
    revalidate();
  }

  useEffect(() => {
    if (wanted.current?.revision === revision) setMade(revision);
  }, [revision]);
  useEffect(() => {
    if (wanted.current?.revision !== made) return;
    document.getElementById(wanted.current.focus)?.focus();
    wanted.current = null;
  }, [made]);

  useBeforeUnload((event) => {
    if (unsaved.current) event.preventDefault();
  });
  // Also while a save is under way: the next page shows what it saved.
  const leaving = useBlocker(
    ({ currentLocation, nextLocation }) =>
      (unsaved.current || busy) && currentLocation.pathname !== nextLocation.pathname,
  );
  const stands = useRef(leaving);
  useEffect(() => {
    stands.current = leaving;
  });
  useEffect(() => {
    if (leaving.state !== "blocked" || !formRef.current) return;
    const { location } = leaving;
    void save(new FormData(formRef.current)).then(({ ok }) => {
      const { current } = stands;
      // Data that came anew meanwhile has let go of the blocker, and of where one was going.
      if (current.state !== "blocked") {
        if (ok) navigate(location);
      } else if (ok) current.proceed();
      else current.reset();
    });
  }, [leaving, save, navigate]);

  const onInput = () => {
    unsaved.current = true;
    setSaved(false);
  };
  return { formRef, made, busy, problem, saved, onInput, onSubmit };
}

/** The field to go on with: of the item that was added or moved, or beside the one that is gone. */
function focusAfter(edit: string, form: HTMLFormElement | null): string {
  const list = edit.includes("arm") ? "arms" : "questionnaire";
  const field = list === "arms" ? "name" : "text";
  const names = `[name^="${FIELD_PREFIX}${list}."][name$=".name"]`;
  const items = form?.querySelectorAll(names).length ?? 0;
  const place = Number(edit.split(":")[1] ?? items);
  const moves: Record<string, number> = { up: place - 1, down: place + 1, copy: place + 1 };
  const [verb = ""] = edit.split("-");
  const to = verb === "remove" ? Math.min(place, items - 2) : (moves[verb] ?? items);
  return `${FIELD_PREFIX}${list}.${Math.max(0, to)}.${field}`;
}
