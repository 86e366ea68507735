import { inOwnProcess } from './child.ts';

/** What a process with a full table takes from the machine. Bytes are resident bytes unless they are of the heap. */
export interface MemoryFigures {
  readonly itemCount: number;
  readonly loadSeconds: number;
  /** Before the first item: Node itself and the engine's modules. */
  readonly startBytes: number;
  /** Right after the last item, with whatever garbage there is. */
  readonly loadedBytes: number;
  /** The most that the process ever had. */
  readonly peakBytes: number;
  /** After a full garbage collection. */
  readonly restingBytes: number;
  readonly heapBytes: number;
}

export function measureMemory(itemCount: number): Promise<MemoryFigures> {
  return inOwnProcess<MemoryFigures>('memory-child.ts', [String(itemCount)], ['--expose-gc']);
}
