import {
  type Location,
  NavigationType,
  useBeforeUnload,
  useBlocker,
  useNavigate,
  useRevalidator,
} from "@remix-run/react";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { FIELD_PREFIX } from "../../api/design-places.ts";
import { DONE } from "../api-form.tsx";
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
  const goingTo = useRef<Location | null>(null);
  // Fields are made anew for a form that an item was added to or taken from.
  const [made, setMade] = useState(revision);
  const { send, underWay, busy, problem, saved, setSaved } = useSaving(action, revision);

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
  async function saveAndGo(to: Location, replace: boolean) {
    goingTo.current = to;
    if (!formRef.current) return;
    const { ok } = await save(new FormData(formRef.current));
    if (ok && goingTo.current === to) navigate(to, { replace });
  }
  // Also while a save is under way: the next page shows what it saved. The blocker's own state is
  // not asked, as data that come anew let go of it, and of where one was going.
  useBlocker(({ currentLocation, nextLocation, historyAction }) => {
    const pushed = historyAction === NavigationType.Push;
    const thrownAway = pushed && nextLocation.state === DONE;
    const toSave = (unsaved.current || underWay.current > 0) && !thrownAway;
    const stays = toSave && currentLocation.pathname !== nextLocation.pathname;
    if (stays) void saveAndGo(nextLocation, !pushed);
    return stays;
  });

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
