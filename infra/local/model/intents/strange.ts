import type { Intent } from "./intent.ts";

/** Texts that are no English: another language, another script, a cat on the keyboard. */
export const STRANGE: readonly Intent[] = [
  {
    name: "script",
    test: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Greek}]{2}/u,
    lines: ["can't read that, sorry", "my phone shows squiggles", "in english please"],
    again: ["still can't read it"],
  },
  {
    name: "spanish",
    test: /\b(hola|que tal|como estas|cómo|buenos|gracias|donde|dónde|eres|hablas|español|quien|soy|muy|pero)\b/,
    lines: ["my spanish is terrible", "no hablo, sorry", "got the first word of that", "uh, si?"],
  },
  {
    name: "french",
    test: /\b(bonjour|salut|comment|ça va|ca va|je suis|tu es|parles|français|merci|pourquoi|est-ce|oui)\b/,
    lines: ["bonjour is about all i have", "oui? no idea", "school was a long time ago"],
  },
  {
    name: "german",
    test: /\b(hallo|wie geht|ich bin|bist du|sprichst|deutsch|danke|woher|warum|nicht|und du|guten)\b/,
    lines: ["is that german", "my german stops at hallo", "no idea what that says"],
  },
  {
    name: "italian",
    test: /\b(ciao|come stai|grazie|dove|sono|italiano|perché|parli|bene)\b/,
    lines: ["ciao. that's all i've got", "i only know food words"],
  },
  {
    name: "portuguese",
    test: /\b(olá|tudo bem|você|obrigad[oa]|onde|português|porque)\b/,
    lines: ["is that portuguese", "lost me there"],
  },
  {
    name: "gibberish",
    test: /^(?!.*\b(hmm+|shh+|pfft|brb|gtg|tbh|idk|wtf|nvm|btw|lmk|hbu|wbu|wyd|hru|psst|why|try|my|by|fly)\b)[^aeiouy\s\d]{4,}$|^[a-z]*(asdf|qwer|zxcv|hjkl|sdfg|fghj|jkl)[a-z]*$|^(?:a{5,}|e{5,}|o{5,}|u{5,}|i{5,})$/,
    lines: ["cat on the keyboard?", "you ok there", "bless you", "same", "is that a word"],
    again: ["still not a word", "i'm worried about you"],
  },
];
