import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { FrameError, FrameReader, FrameWriter } from '../../../packages/grader/src/jail/frames.ts';

function written(...frames: [string, string?][]): Buffer {
  const parts: Buffer[] = [];
  const writer = new FrameWriter((bytes) => parts.push(bytes));
  for (const [header, body] of frames) writer.add(header, body);
  writer.flush();
  return Buffer.concat(parts);
}

const textOf = ({ words, body }: { words: readonly string[]; body: Buffer }) => [words, body.toString()];

describe('frames', () => {
  it('arrive as they were written, however the bytes are cut', () => {
    const bytes = written(['request 1 2 0 GetItem', '{"a":"ä"}'], ['ack'], ['done 3 x', '{}']);
    for (let size = 1; size <= bytes.length; size += 1) {
      const reader = new FrameReader(1000);
      const frames = [];
      for (let at = 0; at < bytes.length; at += size)
        frames.push(...reader.push(bytes.subarray(at, at + size)));
      expect(frames.map(textOf)).toEqual([
        [['request', '1', '2', '0', 'GetItem'], '{"a":"ä"}'],
        [['ack'], ''],
        [['done', '3', 'x'], '{}'],
      ]);
    }
  });

  it('are refused when they are too long, before their bytes are there', () => {
    const reader = new FrameReader(100);
    expect(() => reader.push(Buffer.from([101, 0, 0, 0]))).toThrow(
      expect.objectContaining({ isTooLong: true }) as FrameError,
    );
  });

  it('are refused without an end to their header', () => {
    const reader = new FrameReader(100);
    expect(() => reader.push(Buffer.from([3, 0, 0, 0, 65, 65, 65]))).toThrow(FrameError);
  });
});
