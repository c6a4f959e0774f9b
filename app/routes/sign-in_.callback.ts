import type { LoaderFunctionArgs } from "@remix-run/node";
import { finishSignIn } from "../services/sign-in.server.ts";

export function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  return finishSignIn(request, context);
}
