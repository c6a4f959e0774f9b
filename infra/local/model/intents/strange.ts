import type { Intent } from "./intent.ts";

/** Texts that are no English: another language, another script, a cat on the keyboard. */
export const STRANGE: readonly Intent[] = [
  tongue(
    "script",
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Greek}]{2}/u,
    ["can't read that, sorry", "my phone shows squiggles"],
  ),
  tongue(
    "spanish",
    /\b(hola|que tal|como estas|cómo|estás|buenos|gracias|donde|dónde|eres|hablas|español|quien|soy|muy|pero|qué)\b/,
    ["got the first word of that", "is that spanish"],
  ),
  tongue(
    "french",
    /\b(bonjour|salut|comment|ça va|ca va|je suis|tu es|parles|français|merci|pourquoi|est-ce|oui|quel)\b/,
    ["is that french", "school was a long time ago"],
  ),
  tongue(
    "german",
    /\b(hallo|wie geht|ich bin|bist du|sprichst|deutsch|danke|woher|warum|nicht|und du|guten|wie heißt)\b/,
    ["is that german", "no idea what that says"],
  ),
  tongue("italian", /\b(ciao|come stai|grazie|dove|sono|italiano|perché|parli|bene)\b/, [
    "only know the food words",
    "is that italian",
  ]),
  tongue("portuguese", /\b(olá|tudo bem|você|voce|obrigad[oa]|onde|português|porque)\b/, [
    "is that portuguese",
    "lost me there",
  ]),
  tongue(
    "other",
    /\b(hej|merhaba|nasılsın|czesc|cześć|jak się masz|hoe gaat|goedemorgen|xin chào|salam|namaste|kumusta|habari|sawubona|dzień dobry|selamat)\b/,
    ["what's that in english", "lost me there"],
  ),
  {
    name: "gibberish",
    says: "gibberish",
    test: /^(?!.*\b(hmm+|shh+|pfft|brb|gtg|tbh|idk|wtf|nvm|btw|lmk|hbu|wbu|hby|wyd|hru|psst|why|try|my|by|fly|omg|pls|kk+|xd)\b)(?=[a-z])[^aeiouy\s\d]{4,}$|(?=\S{6,}$)[a-z]*[bcdfghjklmnpqrstvwxz]{5,}[a-z]*$|^[a-z]*(asdf|qwer|zxcv|hjkl|sdfg|fghj|jkl|dfgh)[a-z]*$|^(?:a{5,}|e{5,}|o{5,}|u{5,}|i{5,})$/,
    lines: ["cat on the keyboard?", "is that a word"],
    again: ["still not a word", "i'm worried about you"],
  },
];

function tongue(language: string, test: RegExp, lines: string[]): Intent {
  const again = ["english please", "still don't understand"];
  return { name: `tongue-${language}`, says: "foreign", test, lines, again };
}
