import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { localPath } from "../local-path.ts";
import { themeCookie, themeSchema } from "../theme.server.ts";

const ALLOW = { Allow: "POST" };

export const loader = () => redirect("/");

export async function action({ request }: ActionFunctionArgs) {
  if (request.method !== "POST") throw new Response(null, { status: 405, headers: ALLOW });
  const form = await request.formData().catch(() => null);
  if (!form) throw new Response(null, { status: 400, statusText: "Bad Request" });
  const theme = themeSchema.catch("system").parse(form.get("theme"));
  const headers = { "Set-Cookie": themeCookie(theme) };
  const plainForm = request.headers.get("Accept")?.includes("text/html");
  return plainForm
    ? redirect(localPath(form.get("next")), { headers, status: 303 })
    : data(null, { headers });
}
