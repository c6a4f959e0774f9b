import type { Random } from "../../../game/random.ts";

/*
 * Dhakal et al. 2018 (136 million keystrokes, CHI 2018): 238.66 ms between keys on average; 51.56
 * words a minute, SD 20.20 across persons; 6.3 % of the keys correct; letters repeated, and those
 * typed by alternating hands, come faster. All other figures here are assumptions.
 */
const IKI_MEAN_MS = 238.66;
const WPM_MEAN = 51.56;
const WPM_SD = 20.2;
/** Wrong keys that are seen; with what is typed before they are, about 6 % of the keys correct. */
const MISTAKES = 0.045;
/** Some lines flow and others are put together, about the same mean: sigma of the logarithm. */
const FLOW = 0.31;
const REPEATED = 0.8;
const ALTERNATING = 0.9;
const SHIFTED = 1.4;
const LEFT_HAND = "qwertasdfgzxcvb";

export interface Typist {
  /** Mean interval between keys, in ms. */
  intervalMs: number;
  /** Sigma of the logarithm of single intervals. Assumption: .2 to .4. */
  jitter: number;
  mistakes: number;
  /** How often a word is thought about before it is typed, and for how long in the median. */
  wordPauses: number;
  wordPauseMs: number;
}

/** A person at a keyboard. */
export function drawTypist(random: Random): Typist {
  const sigma = Math.sqrt(Math.log(1 + (WPM_SD / WPM_MEAN) ** 2));
  return {
    intervalMs: random.logNormal(Math.log(IKI_MEAN_MS) - sigma ** 2 / 2, sigma),
    jitter: 0.2 + 0.2 * random.next(),
    mistakes: MISTAKES * random.gamma(2, 0.5),
    wordPauses: 0.03 + 0.07 * random.next(),
    wordPauseMs: 700 + 500 * random.next(),
  };
}

/** Instants of the keys with which a line is written, from the first on, in unscaled ms. */
export function keysOf(line: string, typist: Typist, random: Random): number[] {
  const flow = random.logNormal(-(FLOW ** 2) / 2, FLOW);
  const keys: number[] = [];
  let at = 0;
  const press = (factor: number) => {
    const { intervalMs, jitter } = typist;
    if (keys.length > 0)
      at += intervalMs * flow * factor * random.logNormal(-(jitter ** 2) / 2, jitter);
    keys.push(at);
  };
  let before = "";
  for (const sign of line) {
    if (before === " " && random.chance(typist.wordPauses))
      at += random.logNormal(Math.log(typist.wordPauseMs), 0.7);
    press(factorOf(before, sign));
    if (random.chance(typist.mistakes)) correct(press, random);
    before = sign;
  }
  return keys;
}

/** A wrong key, some more before it is seen, as many taken back, and all of it again. */
function correct(press: (factor: number) => void, random: Random): void {
  const wrong = 1 + (random.chance(0.4) ? 1 : 0) + (random.chance(0.15) ? 1 : 0);
  for (let key = 1; key < wrong; key++) press(1);
  press(1);
  for (let key = 1; key < wrong; key++) press(0.6);
  for (let key = 0; key < wrong; key++) press(1.1);
}

function factorOf(before: string, sign: string): number {
  if (before === sign) return REPEATED;
  if (/[A-Z?!"&()]/.test(sign)) return SHIFTED;
  const hand = (letter: string) => LEFT_HAND.includes(letter);
  return /[a-z]/.test(before + sign) && hand(before) !== hand(sign) ? ALTERNATING : 1;
}
