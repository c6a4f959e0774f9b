/**
 * An arm with the experiment's version that it is of, as SQL over its name and that version's number:
 * an amendment may give an old name to something else.
 */
export const armLabel = (name: string, version: string): string => `${name} || ' v' || ${version}`;
