import { utter } from "../game/utterance.ts";

/** Phrases that no persona says, and a model out of its part does. */
const OUT_OF_PART =
  /\b(as an ai|language model|i'?m an ai|i am an ai|ai assistant|virtual assistant|how (can|may) i (help|assist) you|openai|my (system )?prompt|my instructions|cannot assist|can't assist)\b/i;

/**
 * A model's answer as somebody would type it: without a speaker's name, quotation marks around it,
 * markdown or list marks. Null when nothing usable is left.
 */
export function spokenText(answer: string, name = ""): string | null {
  const plain = answer
    .replace(/<think>[\s\S]*?<\/think>/g, "")
    .replace(/```[\s\S]*?(```|$)/g, " ")
    .replace(/^\s*(?:[-*•]|#{1,6}|\d+[.)])\s+/gm, "")
    .replace(/(\*\*|__|`)/g, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  const { body } = utter(withoutSpeaker(plain.trim(), name));
  const bare = /^(["'])(.*)\1$/s.exec(body)?.[2]?.trim() ?? body;
  return bare === "" || OUT_OF_PART.test(bare) ? null : bare;
}

function withoutSpeaker(text: string, name: string): string {
  const [, speaker = "", rest = ""] = /^([\p{L} ]{1,20}):\s*(.*)$/su.exec(text) ?? [];
  const speakers = ["me", "you", "assistant", "persona", name.toLowerCase()];
  return speaker !== "" && speakers.includes(speaker.toLowerCase()) ? rest : text;
}
