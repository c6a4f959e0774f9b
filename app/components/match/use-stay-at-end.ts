import { useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR_END = 80;

const useBeforePaint = typeof window === "undefined" ? useEffect : useLayoutEffect;

/** Keeps a scrolling list at its end while its reader is there; tells where there is more below. */
export function useStayAtEnd(length: number) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [more, setMore] = useState(false);

  useBeforePaint(() => {
    if (atEnd.current) toEnd();
    else setMore(true);
  }, [length]);

  // A keyboard or the opened guess takes room from below.
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd();
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);

  function toEnd() {
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }

  function onScroll() {
    const element = box.current;
    if (!element) return;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
    if (atEnd.current) setMore(false);
  }

  return { box, more, onScroll, toEnd };
}
