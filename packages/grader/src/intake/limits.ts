const MB = 1024 * 1024;

/** What an archive or a folder may bring. */
export interface IntakeLimits {
  /** Of the archive itself. */
  readonly archiveBytes: number;
  /** Files, links and folders that it lists. */
  readonly entries: number;
  /** Files that are read. */
  readonly taken: number;
  /** Their bytes together, unpacked. */
  readonly takenBytes: number;
  /** Bytes that are inflated on the way; a tar archive cannot be read past what nobody wants. */
  readonly inflatedBytes: number;
}

/** Of one learner: generous for work that has `node_modules` beside it, and far below what could hurt. */
export const LEARNER_LIMITS: IntakeLimits = {
  archiveBytes: 50 * MB,
  entries: 50_000,
  taken: 1_000,
  takenBytes: 64 * MB,
  inflatedBytes: 512 * MB,
};

/** Of a whole class. An instructor made it, but its learners filled it. */
export const CLASS_LIMITS: IntakeLimits = {
  archiveBytes: 32_768 * MB,
  entries: 2_000_000,
  taken: 500_000,
  takenBytes: 32_768 * MB,
  inflatedBytes: 65_536 * MB,
};

/** Bytes that come out for each that goes in. Source text packs to a tenth; only a bomb packs to a two-hundredth. */
export const RATIO_MAX = 200;
/** Below this an archive does no harm, whatever its ratio. */
export const RATIO_FROM_BYTES = 8 * MB;
/** Folders inside each other. */
export const DEPTH_MAX = 24;
/** Archives inside each other, the class's own not counted. */
export const NESTING_MAX = 1;
