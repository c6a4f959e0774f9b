import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR_END = 80;

const useBeforePaint = typeof window === "undefined" ? useEffect : useLayoutEffect;

/** Keeps a scrolling list at its end while its reader is there; tells where there is more below. */
export function useStayAtEnd(box: RefObject<HTMLElement>, length: number, height: number | null) {
  const atEnd = useRef(true);
  const [more, setMore] = useState(false);

  useBeforePaint(() => {
    const element = box.current;
    if (!element) return;
    if (atEnd.current) element.scrollTop = element.scrollHeight;
    else setMore(true);
  }, [box, length, height]);

  function onScroll() {
    const element = box.current;
    if (!element) return;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    if (atEnd.current) setMore(false);
  }

  function toEnd() {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }

  return { more, onScroll, toEnd };
}
