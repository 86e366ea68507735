import type { JsonObject } from '@keysmith/table/door';

/** One request of the learner's client, as the table's side of it saw it. */
export interface RecordedRequest {
  readonly operation: string;
  /** As the learner sent it; what the recorder added to it is left out. */
  readonly input: JsonObject;
  readonly reply: JsonObject;
  /** Logical name of the table, such as "main"; "" when the request names several. */
  readonly table: string;
  readonly index?: string | undefined;
  /** The request in one line, with placeholders filled in: `pk = "W#7" AND begins_with(sk, "M#")`. */
  readonly detail: string;
  /** Items that DynamoDB read, and those it gave back; undefined for anything but reads. */
  readonly scanned?: number | undefined;
  readonly returned?: number | undefined;
  /** Consumed read and write units, indexes included. */
  readonly readUnits: number;
  readonly writeUnits: number;
  /** The name of DynamoDB's exception when it refused. */
  readonly error?: string | undefined;
}

/** The requests that one call of a learner's function made, in order. */
export class Trace {
  readonly requests: readonly RecordedRequest[];

  constructor(requests: readonly RecordedRequest[]) {
    this.requests = requests;
  }

  get readUnits(): number {
    return sum(this.requests, (request) => request.readUnits);
  }

  get writeUnits(): number {
    return sum(this.requests, (request) => request.writeUnits);
  }

  /** Items that DynamoDB read, whether it returned them or not. */
  get scanned(): number {
    return sum(this.requests, (request) => request.scanned ?? 0);
  }

  get returned(): number {
    return sum(this.requests, (request) => request.returned ?? 0);
  }
}

function sum(requests: readonly RecordedRequest[], units: (request: RecordedRequest) => number): number {
  return requests.reduce((total, request) => total + units(request), 0);
}
