// The package types its front door only.
declare module 'sucrase/dist/parser/index.js' {
  interface ParsedToken {
    readonly start: number;
    readonly end: number;
    readonly isType: boolean;
  }

  export function parse(
    ...parameters: [text: string, hasJsx: boolean, hasTypeScript: boolean, hasFlow: boolean]
  ): { readonly tokens: readonly ParsedToken[] };
}
