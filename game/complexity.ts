/** How much thought a message asks for; multiplies the thinking of the default profile. */
export type Complexity = 1 | 1.5 | 2.5;

/** Asked so often that nobody thinks about them. */
const SMALL_TALK =
  /\b(how('?s| is| are| r)? (you|u|ya|it|things|life)( doing| going| been)?|what'?s up|wassup|sup|(what|wat) (are )?(you|u) up to|wyd|(how|what) about (you|u)|nice to meet (you|u))\b/g;
const TASK =
  /\d\s*[-+*/x×÷^%]\s*\d|\b(plus|minus|times \d+|divided by|multipl(y|ied)|square root|percent of|calculate|solve|riddle|puzzle|spell|backwards?|translate|explain|describe|define)\b/;
const ASKS =
  /\?|^((so|and|ok|okay|but|well|hey|hi|hello|lol|haha|yeah|cool|nice)[\s,.!]+)*((what|who|when|where|how)('?s|'?re)?|whose|which|why|do|does|did|are|is|was|can|could|would|will|have|has|should|any)\b/;
const OPINION =
  /\b(think|believe|agree|opinion|should|better|best|worst|prefer|would (you|u) rather|(you|u) know)\b/;
const ABOUT_ONESELF = /\b(you|your|yours|yourself|u|ur|ya|asl|age)\b|\bfavou?rite\b/;
const FACT = /\b(what|who|whose|when|where|which|why|how)('?s|'?re)?\s+\S+\s+\S/;

/**
 * How much thought an English message asks for: 1 for small talk and statements, 1.5 for a
 * question about oneself, 2.5 for sums, puzzles, facts and opinions. A rough reading by words;
 * the classes and their weights are an assumption.
 */
export function complexityOf(text: string): Complexity {
  const said = text.toLowerCase().replaceAll("’", "'").replace(SMALL_TALK, " ").trim();
  if (TASK.test(said)) return 2.5;
  if (!ASKS.test(said)) return 1;
  if (OPINION.test(said)) return 2.5;
  if (ABOUT_ONESELF.test(said)) return 1.5;
  return FACT.test(said) ? 2.5 : 1;
}
