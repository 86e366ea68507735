/** What one submission may use. Each limit is reported by its name and this sentence when it is hit. */
export interface Limit {
  readonly name: LimitName;
  readonly value: number;
  readonly unit: 'MB' | 'KB' | 's' | 'processes' | 'files' | 'levels';
  /** Said to the learner; begins with what their code did. */
  readonly sentence: string;
}

export type LimitName =
  | 'memory'
  | 'address-space'
  | 'heap'
  | 'processes'
  | 'open-files'
  | 'file-size'
  | 'disk'
  | 'cpu'
  | 'wall'
  | 'output'
  | 'frame'
  | 'traffic'
  | 'result'
  | 'depth';

const LIST: readonly Limit[] = [
  {
    name: 'memory',
    value: 640,
    unit: 'MB',
    sentence: 'used more memory than a submission may. Does a list, or a buffer, grow without end?',
  },
  {
    name: 'address-space',
    value: 8192,
    unit: 'MB',
    sentence: 'asked for more address space than a submission may.',
  },
  {
    name: 'heap',
    value: 256,
    unit: 'MB',
    sentence: 'filled the heap of JavaScript. Does a list grow without end?',
  },
  {
    name: 'processes',
    value: 48,
    unit: 'processes',
    sentence: 'started more processes or threads than a submission may. It needs none.',
  },
  {
    name: 'open-files',
    value: 64,
    unit: 'files',
    sentence: 'opened more files than a submission may. It needs none.',
  },
  {
    name: 'file-size',
    value: 1,
    unit: 'MB',
    sentence: 'wrote a larger file than a submission may. It needs none.',
  },
  {
    name: 'disk',
    value: 8,
    unit: 'MB',
    sentence: 'filled the temporary folder of the sandbox. It needs no files.',
  },
  {
    name: 'cpu',
    value: 120,
    unit: 's',
    sentence: 'used more processor time than all checks of an exercise may.',
  },
  {
    name: 'wall',
    value: 600,
    unit: 's',
    sentence: 'took longer than all checks of an exercise may.',
  },
  {
    name: 'output',
    value: 16,
    unit: 'MB',
    sentence: 'printed more than a submission may. Take the printing out of the loop.',
  },
  {
    name: 'frame',
    value: 20,
    unit: 'MB',
    sentence: 'sent a larger request than DynamoDB takes (16 MB).',
  },
  {
    name: 'traffic',
    value: 256,
    unit: 'MB',
    sentence: 'sent more to the table than all checks of an exercise may.',
  },
  {
    name: 'result',
    value: 8,
    unit: 'MB',
    sentence: 'returned a larger value than a function may. A page of DynamoDB has at most 1 MB.',
  },
  {
    name: 'depth',
    value: 64,
    unit: 'levels',
    sentence: 'returned a value that is nested deeper than a result may be. DynamoDB stops at 32 levels.',
  },
];

/** The one table of limits, by name; docs/grading.md shows the same. */
export const LIMITS: Readonly<Record<LimitName, Limit>> = Object.fromEntries(
  LIST.map((limit) => [limit.name, limit]),
) as Record<LimitName, Limit>;

/** The value of a limit in bytes. */
export function bytesOf(name: LimitName): number {
  const { value, unit } = LIMITS[name];
  return value * (unit === 'KB' ? 1024 : 1024 * 1024);
}

/** "Limit memory (640 MB): your code used more memory than …" */
export function limitText(name: LimitName): string {
  const { value, unit, sentence } = LIMITS[name];
  return `The limit "${name}" (${value} ${unit}) was hit: the code ${sentence}`;
}
