/** A figure as the analysis page's HTML has it: its words, and the cells of its table by row. */
export interface FigureShown {
  words: string;
  rows: string[][];
}

/** @throws where the page has no such figure */
export function figureOnPage(html: string, name: string): FigureShown {
  const [, section] = new RegExp(`<section id="${name}"(.*?)</section>`, "s").exec(html) ?? [];
  if (section === undefined) throw new Error(`no figure ${name} on the page`);
  const [, body = ""] = /<tbody>(.*?)<\/tbody>/s.exec(section) ?? [];
  return {
    words: plain(section.replace(/<svg.*?<\/svg>/gs, "")),
    rows: [...body.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
      [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = ""]) => plain(cell)),
    ),
  };
}

const plain = (html: string) =>
  html
    .replace(/<!--.*?-->/gs, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
