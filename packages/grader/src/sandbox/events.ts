import type { ThrownError } from '@keysmith/instruments/host';
import type { LimitName } from './limits.ts';

/** What a jail's judge is told, beside the values that its calls give. */
export interface SandboxEvents {
  /** There will be no more answers: what came is nothing that the jail's own program would have sent. */
  forged(what: string): void;
  limit(name: LimitName): void;
  /** The files cannot be loaded any more. */
  unloadable(error: Error): void;
  thrown(error: ThrownError): void;
  rejected(error: ThrownError): void;
}
