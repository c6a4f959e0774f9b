import { Shape } from "./shape.tsx";

/** The question, asked by the shape itself, which cannot decide what it is. */
export function BreathingQuestion() {
  return (
    <div className="question-frame">
      <div className="question">
        <Shape state="breathing" size="100%" />
        <h1 className="question-words">
          Am I <br />
          an AI?
        </h1>
      </div>
      <label className="hold-still">
        <input type="checkbox" />
        Hold still
      </label>
    </div>
  );
}
