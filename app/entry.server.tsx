import { PassThrough } from "node:stream";
import {
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { NonceProvider } from "./components/nonce.ts";

export const streamTimeout = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const nonce = context.cspNonce;
  // Crawlers and no-script readers of a page want it whole; everybody else wants it early.
  const ready = isbot(request.headers.get("User-Agent") ?? "") ? "onAllReady" : "onShellReady";

  return new Promise((resolve, reject) => {
    let code = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={nonce}>
        <RemixServer context={remix} url={request.url} nonce={nonce} />
      </NonceProvider>,
      {
        nonce,
        [ready]() {
          const body = new PassThrough();
          headers.set("Content-Type", "text/html; charset=utf-8");
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: code }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          code = 500;
          context.log.error(
            { err: error, requestId: context.requestId },
            "a page broke as it streamed",
          );
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000);
  });
}

/** Faults of ours in loaders and actions; a reader who went away is none. */
export function handleError(
  error: unknown,
  { request, context }: Pick<LoaderFunctionArgs, "request" | "context">,
) {
  if (request.signal.aborted) return;
  context.log.error({ err: error, requestId: context.requestId }, "a page could not be made");
}
