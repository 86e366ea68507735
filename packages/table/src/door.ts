/** Any value that JSON can carry. Binary attribute values travel as base64 text, as in DynamoDB's own protocol. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object. A key whose value is `undefined` counts as absent, exactly as `JSON.stringify` treats it. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/**
 * One request in DynamoDB's JSON protocol, already parsed.
 * `operation` is the bare name, such as "PutItem"; the streams operations ("GetRecords", …) go through the same door.
 */
export interface WireRequest {
  readonly operation: string;
  readonly input: JsonObject;
}

/**
 * The reply: the HTTP status and the parsed JSON body.
 * An error of the service has status 400 (500 for a server fault) and `__type` and `message` in the body.
 */
export interface WireReply {
  readonly status: number;
  readonly body: JsonObject;
}

/**
 * A way to one private set of tables. Everything between the SDK's client and the table (recorder, races, crashes,
 * faults) is a Door around a Door.
 */
export interface Door {
  /**
   * Carries one request to the table and brings the reply back. It never sends a request twice.
   *
   * An error that the service itself reports is a reply, not an exception.
   * @throws {TableError} 'table.unreachable' when no reply came, so that whether the request took effect is unknown.
   */
  send(request: WireRequest): Promise<WireReply>;
}
