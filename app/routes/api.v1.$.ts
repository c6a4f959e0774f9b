import { nowhere } from "../api/endpoint.server.ts";

/** Every address of the API that is none. */
export const loader = nowhere;
export const action = nowhere;
