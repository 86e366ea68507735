/** UTF-8 by hand: the engine's core has neither TextEncoder nor Buffer. A lone surrogate counts as U+FFFD, three bytes. */
export function utf8Length(text: string): number {
  const units = text.length;
  let bytes = units;
  for (let at = 0; at < units; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (isPairAt(text, at)) {
      bytes += 2;
      at++;
    } else bytes += 2;
  }
  return bytes;
}

function isPairAt(text: string, at: number): boolean {
  const high = text.charCodeAt(at);
  if (high < 0xd800 || high > 0xdbff) return false;
  const low = text.charCodeAt(at + 1);
  return low >= 0xdc00 && low <= 0xdfff;
}

const ABOVE_ASCII_AND_BELOW = /[\ud800-\uffff]/;

/**
 * A string whose order by UTF-16 unit (JavaScript's `<`) is the order of the original's UTF-8 bytes, which is how
 * DynamoDB sorts. The two differ only where surrogates meet U+E000..U+FFFF: those two ranges change places.
 */
export function byteOrdered(text: string): string {
  if (!ABOVE_ASCII_AND_BELOW.test(text)) return text;
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0xd800) out += text[at]!;
    else out += String.fromCharCode(unit >= 0xe000 ? unit - 0x800 : unit + 0x2000);
  }
  return out;
}
