// Ids made by the page (ULID: 48 bits of time, 80 of chance, Crockford base32), so that a new record can be shown and
// referred to before the server has heard of it. Within one page they only grow: the queue is ordered by them.
import { now_ms } from "../time/clock";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export interface IdSource { now(): number; random(bytes: Uint8Array): void }

const browser_source: IdSource = {
  now: now_ms,
  random: (bytes) => { crypto.getRandomValues(bytes); },
};

/** Returns a maker of ids that strictly grow, also when the clock stands still or steps back. */
export function id_maker(source: IdSource = browser_source): () => string {
  let last_time = -1;
  let digits: number[] = [];
  return () => {
    const now = Math.max(source.now(), last_time);
    if (now === last_time) {
      digits = increment(digits);
    } else {
      const bytes = new Uint8Array(16);
      source.random(bytes);
      digits = Array.from(bytes, (byte) => byte & 31);
      digits[0] = (digits[0] ?? 0) & 15; // room for 2^79 increments in one millisecond
      last_time = now;
    }
    return encode_time(now) + digits.map((digit) => alphabet[digit]).join("");
  };
}

function encode_time(ms: number): string {
  let text = "";
  for (let i = 0, rest = ms; i < 10; i += 1, rest = Math.floor(rest / 32)) text = alphabet.charAt(rest % 32) + text;
  return text;
}

function increment(digits: number[]): number[] {
  const next = [...digits];
  for (let i = next.length - 1; i >= 0; i -= 1) {
    const digit = next[i] ?? 0;
    next[i] = (digit + 1) % 32;
    if (digit < 31) break;
  }
  return next;
}

export const new_id = id_maker();
