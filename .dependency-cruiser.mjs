// The house's rule that arrows go down only (docs/ARCHITECTURE.md). test/house/dependencies.test.ts holds it.

/** A room may import these rooms and no others. */
const ALLOWED = {
  engine: [],
  table: ['engine'],
  instruments: ['table', 'engine'],
  domains: ['instruments'],
  course: [],
  grader: ['instruments', 'table', 'course'],
  page: ['grader', 'domains', 'instruments', 'table', 'course'],
  cli: ['grader', 'table', 'course'],
};

const rooms = Object.keys(ALLOWED);

const roomRules = rooms.map((room) => ({
  name: `${room}-imports-only-its-neighbours`,
  comment: `packages/${room} may import ${ALLOWED[room].join(', ') || 'no other package'}; arrows go down only.`,
  severity: 'error',
  from: { path: `^packages/${room}/` },
  to: { path: `^(packages/(?!(${[room, ...ALLOWED[room]].join('|')})/)|site/|test/|exercises/|solutions/)` },
}));

export default {
  forbidden: [
    ...roomRules,
    {
      name: 'engine-has-no-dependency',
      comment: 'The engine runs in a browser and in Node alike: nothing from npm, nothing of Node.',
      severity: 'error',
      from: { path: '^packages/engine/src/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'] },
    },
    {
      name: 'page-runs-without-node',
      comment:
        'A browser loads it. What it imports from other rooms is bundled for browsers, which fails on Node.',
      severity: 'error',
      from: { path: '^packages/page/src/', pathNot: '^packages/page/src/(bundle|left-out|word-tree)\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'site-does-not-know-the-command',
      comment: 'The two front doors do not know each other.',
      severity: 'error',
      from: { path: '^site/' },
      to: { path: '^(packages/cli/|test/)' },
    },
    {
      name: 'checks-import-instruments-and-domains-only',
      comment:
        'A checks file runs in several hosts; all it may rely on are @keysmith/instruments and @keysmith/domains.',
      severity: 'error',
      from: { path: '^exercises/.*/checks\\.test\\.ts$' },
      to: { pathNot: '^packages/(instruments|domains)/src/index\\.ts$' },
    },
    {
      name: 'learner-code-imports-the-sdk-only',
      comment: "A learner's file is what they would ship: the AWS SDK, its own neighbours, and our types.",
      severity: 'error',
      from: { path: '^(exercises|solutions)/', pathNot: 'checks\\.test\\.ts$' },
      to: {
        pathNot:
          '^(node_modules/@aws-sdk/(client|lib)-dynamodb/|packages/instruments/src/context\\.ts$|(exercises|solutions)/)',
      },
    },
    {
      name: 'replay-programs-import-instruments-and-domains-only',
      comment: "A program whose run a chapter shows is a learner's code and a check in one file.",
      severity: 'error',
      from: { path: '^chapters/' },
      to: {
        pathNot:
          '^(node_modules/@aws-sdk/(client|lib)-dynamodb/|packages/instruments/src/(index|context)\\.ts$|packages/domains/src/index\\.ts$)',
      },
    },
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one module.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(astro|virtual):' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^(dist|work|\\.astro)/|^solutions/.*/(wrong|alternatives)/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js'],
    },
  },
};
