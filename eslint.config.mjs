// The style guide where a machine can hold it: small functions, small files, no `any`, few parameters.
import tseslint from 'typescript-eslint';

/** A property test without a seed tries other values in each run, so that a fault in it shows on somebody else's change. */
const message = 'Give it a seed: { seed: 1 }. A run must not fail by chance.';
const assertion = 'CallExpression[callee.object.name="fc"][callee.property.name=/^(assert|check|sample)$/]';
const PROPERTIES_WITHOUT_A_SEED = [
  { selector: `${assertion}[arguments.length=1]`, message },
  { selector: `${assertion}[arguments.1.type!="ObjectExpression"]`, message },
  { selector: `${assertion} > ObjectExpression.arguments:not(:has(> Property[key.name="seed"]))`, message },
];

export default tseslint.config(
  { ignores: ['dist', '.astro', '.keysmith', 'work', 'node_modules', '**/*.astro'] },
  ...tseslint.configs.recommended,
  {
    files: ['packages/**/*.ts', 'site/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
    },
  },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', ...PROPERTIES_WITHOUT_A_SEED],
    },
  },
);
