import type { Board, BoardWindow } from "../../api/schemas.ts";

interface Words {
  title: string;
  lead: string;
  rate: string;
  rating: string;
}

export const BOARD_WORDS: Readonly<Record<Board, Words>> = {
  detectives: {
    title: "Detectives",
    lead: "Those who can tell. Rated by skill against how hard each partner was to read.",
    rate: "Guessed right",
    rating: "Skill",
  },
  witnesses: {
    title: "Witnesses",
    lead: "People who were taken for people. Rated by humanness against how suspicious each detective was.",
    rate: "Judged human",
    rating: "Humanness",
  },
  personas: {
    title: "Personas",
    lead: "AI that was taken for people. Each stands under a codename while it still plays.",
    rate: "Judged human",
    rating: "Humanness",
  },
};

export const WINDOW_WORDS: Readonly<Record<BoardWindow, string>> = {
  day: "Today",
  week: "This week",
  all: "All time",
};
