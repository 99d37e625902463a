// What the palette offers for what was typed: actions, entries, accounts, people. Pure.
import { fit } from "../../parts/options";
import type { Account, Entry, Member } from "../../protocol/records";

export type Found =
  | { type: "action"; id: string; label: string; keys?: string }
  | { type: "entry"; entry: Entry }
  | { type: "account"; account: Account }
  | { type: "member"; member: Member };

export interface Haystack {
  actions: { id: string; label: string; keys?: string }[];
  entries: Iterable<Entry>;
  accounts: Iterable<Account>;
  members: Iterable<Member>;
  offered: (entry: Entry) => string; // the words of what it offers
  near: (entry: Entry) => number; // days from today: nearer first among equals
}

function best<T>(items: Iterable<T>, query: string, text: (item: T) => string, most: number, tie: (item: T) => number): T[] {
  const found: { item: T; score: number }[] = [];
  for (const item of items) {
    const score = fit(query, text(item));
    if (score > 0) found.push({ item, score });
  }
  return found
    .sort((a, b) => b.score - a.score || tie(a.item) - tie(b.item))
    .slice(0, most)
    .map(({ item }) => item);
}

export function find(query: string, { actions, entries, accounts, members, offered, near }: Haystack): Found[] {
  const q = query.trim();
  if (!q) return actions.map((action) => ({ type: "action", ...action }));
  const visible = [...entries].filter((entry) => !entry.busy);
  const by_title = best(visible, q, (entry) => entry.title, 12, near);
  const by_text = best(visible.filter((entry) => !by_title.includes(entry)), q, (entry) => `${entry.audience} ${entry.tags.join(" ")} ${entry.summary} ${entry.offer} ${offered(entry)}`, 12 - by_title.length, near);
  return [
    ...[...by_title, ...by_text].map((entry): Found => ({ type: "entry", entry })),
    ...best(accounts, q, (account) => `${account.name} ${account.domain} ${account.city}`, 6, () => 0).map((account): Found => ({ type: "account", account })),
    ...best(members, q, (member) => member.name, 4, () => 0).map((member): Found => ({ type: "member", member })),
    ...best(actions, q, (action) => action.label, 6, () => 0).map((action): Found => ({ type: "action", ...action })),
  ];
}
