const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUE_OF = new Map([...LETTERS].map((letter, value) => [letter.charCodeAt(0), value]));
const WELL_FORMED = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && WELL_FORMED.test(text);
}

/** The number of bytes that well-formed base64 stands for. */
export function base64ByteLength(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return (text.length / 4) * 3 - padding;
}

/** Bytes as a string of units 0..255, so that `<`, `includes` and `startsWith` work on bytes. */
export function base64ToByteString(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at += 4) {
    const group = [0, 1, 2, 3].map((offset) => VALUE_OF.get(text.charCodeAt(at + offset)) ?? -1);
    const [a, b, c, d] = group as [number, number, number, number];
    out += String.fromCharCode((a << 2) | (b >> 4));
    if (c >= 0) out += String.fromCharCode(((b & 15) << 4) | (c >> 2));
    if (d >= 0) out += String.fromCharCode(((c & 3) << 6) | d);
  }
  return out;
}

export function byteStringToBase64(bytes: string): string {
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const word =
      (bytes.charCodeAt(at) << 16) |
      ((left > 1 ? bytes.charCodeAt(at + 1) : 0) << 8) |
      (left > 2 ? bytes.charCodeAt(at + 2) : 0);
    out += LETTERS[word >> 18]! + LETTERS[(word >> 12) & 63]!;
    out += (left > 1 ? LETTERS[(word >> 6) & 63]! : '=') + (left > 2 ? LETTERS[word & 63]! : '=');
  }
  return out;
}

/** Base64 whose unused last bits are zero, so that equal bytes are equal text. */
export function canonicalBase64(text: string): string {
  return text.endsWith('=')
    ? text.slice(0, -4) + byteStringToBase64(base64ToByteString(text.slice(-4)))
    : text;
}
