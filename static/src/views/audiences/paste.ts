// A pasted list of names and domains: its lines, and what the server found for them. Pure.
import { clean_domain } from "../accounts/facts";

/** What one question takes (calendar/engine/account_queries.hpp). */
export const most_lines = 1_000;

export interface Found { line: string; accounts: { id: string; name: string }[] }

/** Each line once; what looks like an address becomes its domain, and of a row of a spreadsheet the first cell counts. */
export function lines_of(text: string): string[] {
  const cells = text.split("\n").map((line) => (line.split(/\t|;/)[0] ?? "").trim().replace(/^"(.*)"$/, "$1"));
  const lines = cells.map((cell) => (/^(https?:\/\/|www\.)\S+$/i.test(cell) ? clean_domain(cell) : cell).slice(0, 253));
  return [...new Set(lines.filter(Boolean))];
}

export interface SortedOut { ids: string[]; inside: number; unknown: string[]; several: string[] }

export function sorted_out(found: readonly Found[], inside: ReadonlySet<string>): SortedOut {
  const out: SortedOut = { ids: [], inside: 0, unknown: [], several: [] };
  const ids = new Set<string>();
  const known = new Set<string>();
  for (const { line, accounts } of found) {
    const [first] = accounts;
    if (!first) out.unknown.push(line);
    else if (accounts.length > 1) out.several.push(line);
    else (inside.has(first.id) ? known : ids).add(first.id);
  }
  return { ...out, ids: [...ids], inside: known.size };
}
