import { Shape } from "../components/shape.tsx";

export default function Landing() {
  return (
    <div className="page">
      <h1 className="text-poster">Am I an AI?</h1>
      <Shape state="breathing" size={240} />
    </div>
  );
}
