/**
 * What a request of a certain size costs. Sources: Developer Guide, "Read consistency" and "Capacity unit consumption
 * for reads", "… for writes"; the course's facts file has the figures with their dates.
 */
export const units = {
  /** Read units for so many bytes read by one request: one for every 4 KB begun, half of that if eventually consistent. */
  read: (bytes: number, { consistent = false }: { consistent?: boolean } = {}): number =>
    Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (consistent ? 1 : 0.5),
  /** Write units for one item of so many bytes: one for every 1 KB begun. */
  write: (bytes: number): number => Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES)),
  /** Write units of a transaction of items of these sizes: twice those of single writes. */
  transactWrite: (...bytes: readonly number[]): number =>
    bytes.reduce((sum, each) => sum + 2 * Math.max(1, Math.ceil(each / WRITE_UNIT_BYTES)), 0),
};

/** "1 read unit", "0.5 read units": the name is that of several. */
export function inWords(count: number, name: string): string {
  return `${count} ${count === 1 ? name.replace(/s$/, '') : name}`;
}

const READ_UNIT_BYTES = 4096;
const WRITE_UNIT_BYTES = 1024;
