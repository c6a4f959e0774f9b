import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const EVERY_MS = 4000;

/** Loads the page's data again every few seconds while somebody can see it. */
export function useRefreshed(): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== "idle") return;
    const look = () => {
      if (document.visibilityState === "visible") revalidate();
    };
    const timer = setTimeout(look, EVERY_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [state, revalidate]);
}
