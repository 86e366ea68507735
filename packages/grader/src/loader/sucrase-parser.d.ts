// The package types its front door only.
declare module 'sucrase/dist/parser/index.js' {
  interface ParsedToken {
    readonly type: number;
    readonly start: number;
    readonly end: number;
    readonly isType: boolean;
    /** Of the `=` of a declaration: the index of the token behind its value. */
    readonly rhsEndIndex: number | null;
  }

  export function parse(
    ...parameters: [text: string, hasJsx: boolean, hasTypeScript: boolean, hasFlow: boolean]
  ): { readonly tokens: readonly ParsedToken[] };
}

declare module 'sucrase/dist/parser/tokenizer/types.js' {
  export const TokenType: Readonly<
    Record<
      | '_export'
      | '_import'
      | 'braceL'
      | 'braceR'
      | 'bracketL'
      | 'bracketR'
      | 'comma'
      | 'dollarBraceL'
      | 'name'
      | 'string',
      number
    >
  >;
}
