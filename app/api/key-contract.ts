import { z } from "zod";
import { keyRequest } from "./key-schemas.ts";
import type { Operation } from "./operation.ts";

const BY_RESEARCHER = ["session/none", "session/role"] as const;

/** How researchers come by keys; keys make no keys. */
export const KEY_OPERATIONS: readonly Operation[] = [
  {
    method: "get",
    path: "/api/v1/keys",
    summary: "One's own keys, the newest first",
    session: true,
    replies: { 200: { what: "The keys, without their secrets", schema: "Keys" } },
    refusals: BY_RESEARCHER,
  },
  {
    method: "post",
    path: "/api/v1/keys",
    summary: "Make a key for programs; it is told once",
    session: true,
    body: keyRequest,
    replies: { 201: { what: "The key, with its secret", schema: "Key" } },
    refusals: [
      ...BY_RESEARCHER,
      "key/too-many",
      "http/json",
      "http/content-type",
      "http/invalid",
      "http/too-large",
      "http/origin",
    ],
  },
  {
    method: "delete",
    path: "/api/v1/keys/{keyId}",
    summary: "Revoke a key; its next call is refused",
    session: true,
    parameters: z.object({ keyId: z.uuid() }),
    replies: { 204: { what: "Revoked" } },
    refusals: [...BY_RESEARCHER, "key/not-found", "http/origin"],
  },
];
