/** What on-demand capacity costs, in US dollars for a million units. Other regions cost more. */
export const onDemandPrices = {
  readPerMillion: 0.125,
  writePerMillion: 0.625,
  region: 'us-east-1',
  /** The day on which the page was read. */
  checked: '2026-11-22',
  source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
} as const;

/** A table that could not be dropped, by its real name, and what the service said. */
export interface LeftTable {
  readonly name: string;
  readonly reason: string;
}

/** What a run on AWS consumed and left behind. */
export interface RunReport {
  readonly region: string;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** US dollars, by `onDemandPrices`: units that went through this process's doors, without storage and streams. */
  readonly dollars: number;
  readonly dropped: readonly string[];
  readonly left: readonly LeftTable[];
}

export function costOf(readUnits: number, writeUnits: number): number {
  const { readPerMillion, writePerMillion } = onDemandPrices;
  return (readUnits * readPerMillion + writeUnits * writePerMillion) / 1e6;
}

/** The report in words, for a person. */
export function textOf({ region, readUnits, writeUnits, dollars, dropped, left }: RunReport): string {
  const { checked, region: priced } = onDemandPrices;
  const lines = [
    `AWS: ${readUnits} read units and ${writeUnits} write units consumed, $${dollars.toFixed(6)} ` +
      `at the on-demand prices of ${priced} on ${checked}. Storage, streams and tables with provisioned capacity cost extra.`,
    `${dropped.length} of ${dropped.length + left.length} tables dropped.`,
    ...left.map(({ name, reason }) => `Not dropped: ${name} (${reason})`),
    ...left.map(({ name }) => `  aws dynamodb delete-table --region ${region} --table-name ${name}`),
  ];
  return lines.join('\n');
}
