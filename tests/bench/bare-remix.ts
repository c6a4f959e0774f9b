/** The least that the hot path can cost with Remix: the bare work in one resource route. */
import { createRequestHandler } from "@remix-run/express";
import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import express from "express";
import { openBareWork } from "./bare-work.ts";

const work = await openBareWork(process.env);

async function action({ request }: ActionFunctionArgs): Promise<Response> {
  // The bench alone asks.
  const said = await work.say((await request.json()) as Parameters<typeof work.say>[0]);
  return new Response(said, { status: 201, headers: { "content-type": "application/json" } });
}

function loader({ request, params }: LoaderFunctionArgs): Response {
  const { readable, writable } = new TransformStream<string, string>();
  const writer = writable.getWriter();
  const write = (text: string) => void writer.write(text).catch(() => undefined);
  write(": hello\n\n");
  request.signal.addEventListener("abort", work.listen(params.id ?? "", write));
  const headers = { "content-type": "text/event-stream" };
  return new Response(readable.pipeThrough(new TextEncoderStream()), { headers });
}

const route = { id: "bare", path: ":id?" };

/** As the compiler writes it, for this route alone. */
const build: ServerBuild = {
  mode: "production",
  entry: { module: { default: () => new Response(null, { status: 404 }) } },
  routes: { bare: { ...route, module: { default: undefined, action, loader } } },
  assets: {
    entry: { module: "", imports: [] },
    routes: {
      bare: {
        ...route,
        module: "",
        imports: [],
        hasAction: true,
        hasLoader: true,
        hasClientAction: false,
        hasClientLoader: false,
        hasErrorBoundary: false,
      },
    },
    url: "",
    version: "",
  },
  publicPath: "/",
  assetsBuildDirectory: "",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: true,
  },
  isSpaMode: false,
};

const app = express();
const handle = createRequestHandler({ build, mode: "production" });
app.all("*", (request, response, next) => void handle(request, response, next));
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address && typeof address === "object")
    process.stdout.write(`bare ready on http://127.0.0.1:${address.port}\n`);
});
process.on("SIGTERM", () => process.exit(0));
