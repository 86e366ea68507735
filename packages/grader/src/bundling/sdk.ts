import { always, empty, type StandIn } from './stand-ins.ts';

/** Of a client that a learner made: there is no network behind it. */
const UNSIGNED = `export class SignatureV4 {
  sign() {
    throw new Error('A client of your own reaches nothing here. Take \`client\` from the context.');
  }
}`;

const ANY_ENDPOINT = `export const defaultEndpointResolver = ({ Endpoint } = {}) => ({
  url: new URL(Endpoint ?? 'https://dynamodb.us-east-1.amazonaws.com/'),
  properties: {},
  headers: {},
});`;

/** Parts of the SDK that its clients load and, behind a door of ours, never use. */
export const SDK_STAND_INS: readonly StandIn[] = [
  // The table's client brings a signer of its own that signs nothing. No stream of events comes from DynamoDB.
  [/@smithy\/signature-v4\/dist-es\/index\.js$/, always(UNSIGNED)],
  [/@smithy\/core\/dist-es\/submodules\/event-streams\/.*\.js$/, empty],
  [/@smithy\/core\/dist-es\/submodules\/schema\/schemas\/NormalizedSchema\.js$/, withoutEventStreams],
  [/@smithy\/core\/dist-es\/submodules\/checksum\/(crc32|sha256)\/.*\.js$/, empty],
  // Endpoints are given and never looked up, so that the rules for them are not wanted. A client that a learner made asks
  // for one before it signs.
  [/@aws-sdk\/client-dynamodb\/dist-es\/endpoint\/endpointResolver\.js$/, always(ANY_ENDPOINT)],
  // A client makes a cache of the endpoints that it discovers, and discovers none.
  [/mnemonist\/lru-cache\.js$/, always('module.exports = class extends Map { constructor() { super(); } };')],
  // Of its description, the client takes the version.
  [
    /@aws-sdk\/client-dynamodb\/package\.json$/,
    (source) =>
      `export default ${JSON.stringify({ version: (JSON.parse(source) as { version: string }).version })};`,
  ],
];

/** The SDK looks through every member of every input and output for a stream of events. */
function withoutEventStreams(source: string): string {
  const code = source.replace(/getEventStreamMember\(\) \{/, "$& return '';");
  if (code !== source) return code;
  throw new Error(
    'The SDK no longer looks for streams of events where it did. Look at packages/grader/src/bundling/sdk.ts.',
  );
}
