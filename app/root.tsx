import {
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useFetcher,
  useMatches,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { ErrorPage } from "./components/error-page.tsx";
import { NavigationProgress } from "./components/navigation-progress.tsx";
import { useNonce } from "./components/nonce.ts";
import { shellOf } from "./components/page-handle.ts";
import { SiteFooter } from "./components/site-footer.tsx";
import { SiteHeader } from "./components/site-header.tsx";
import { THEME_FETCHER } from "./components/theme-switch.tsx";
import { placesFor } from "./services/places.server.ts";
import { currentPlayer, rotatedCookie } from "./services/session.server.ts";
import stylesheet from "./styles/app.css?url";
import displayFace from "./styles/fonts/display.woff2";
import textFace from "./styles/fonts/text.woff2";
import { readTheme } from "./theme.server.ts";

const face = { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "anonymous" } as const;

export const links: LinksFunction = () => [
  { ...face, href: textFace },
  { ...face, href: displayFace },
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "apple-touch-icon", href: "/icon-180.png" },
  { rel: "manifest", href: "/site.webmanifest" },
];

export const meta: MetaFunction = () => [
  { title: "AmIAnAI" },
  {
    name: "description",
    content: "Two minutes with somebody you cannot see. Then you say: human or AI?",
  },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const [player, cookie] = await Promise.all([
    currentPlayer(request, context),
    rotatedCookie(request, context),
  ]);
  return data(
    { theme: readTheme(request), places: placesFor(player, context) },
    cookie ? { headers: { "Set-Cookie": cookie } } : {},
  );
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const shared = useRouteLoaderData<typeof loader>("root");
  const { bare, refreshSeconds } = shellOf(useMatches());
  const theme = useFetcher({ key: THEME_FETCHER }).formData?.get("theme") ?? shared?.theme;
  return (
    <html lang="en" data-theme={theme === "light" || theme === "dark" ? theme : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
        {refreshSeconds ? (
          <noscript>
            <meta httpEquiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        ) : null}
      </head>
      <body className="flex flex-col">
        <a href="#main" className="skip-link">
          Skip to the content
        </a>
        <NavigationProgress />
        {bare ? null : <SiteHeader places={shared?.places ?? []} />}
        <main id="main" tabIndex={-1} className="flex flex-1 flex-col">
          {children}
        </main>
        {bare ? null : <SiteFooter />}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
