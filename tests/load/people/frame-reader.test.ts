import { expect, test } from "vitest";
import { type Frame, FrameReader } from "./frame-reader.ts";

const text =
  'retry: 1000\n\n: \n\nid: 3\nevent: message\ndata: {"body":"id: 4"}\n\nevent: typing\ndata: {}\n\n';

test.each([1, 2, 7, text.length])("frames are the same in pieces of %d characters", (length) => {
  const frames: Frame[] = [];
  const reader = new FrameReader((frame) => frames.push(frame));
  for (let from = 0; from < text.length; from += length)
    reader.push(text.slice(from, from + length));
  expect(frames).toEqual([
    { id: 3, event: "message", data: '{"body":"id: 4"}' },
    { id: null, event: "typing", data: "{}" },
  ]);
});
