import { createContext, useContext } from "react";

/** The request's CSP nonce while the server renders; empty in the browser, which hides it anyway. */
const NonceContext = createContext("");

export const NonceProvider = NonceContext.Provider;

export function useNonce(): string {
  return useContext(NonceContext);
}
