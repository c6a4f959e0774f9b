import { useNavigate, useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import { readEnded, readSeated, readWaiting, type Waiting } from "./lobby-frames.ts";

interface Lobby extends Waiting {
  ended: string | null;
}

/** The lobby as the stream last told it; being seated leads to the match. */
export function useLobby(initial: Waiting): Lobby {
  const [waiting, setWaiting] = useState(initial);
  const [ended, setEnded] = useState<string | null>(null);
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();

  useEffect(() => {
    const stream = new EventSource("/api/v1/lobby/events");
    const on = <T>(name: string, read: (data: unknown) => T | null, take: (frame: T) => void) => {
      stream.addEventListener(name, ({ data }: MessageEvent<string>) => {
        const frame = read(JSON.parse(data));
        if (frame) take(frame);
      });
    };
    on("waiting", readWaiting, setWaiting);
    on("seated", readSeated, ({ matchId }) => {
      stream.close();
      navigate(`/matches/${matchId}`, { replace: true });
    });
    on("ended", readEnded, ({ reason }) => {
      stream.close();
      setEnded(reason);
    });
    stream.onerror = () => {
      // Closed for good means refused: the page's loader knows where the player belongs.
      if (stream.readyState === EventSource.CLOSED) revalidate();
    };
    return () => stream.close();
  }, [navigate, revalidate]);

  return { ...waiting, ended };
}
