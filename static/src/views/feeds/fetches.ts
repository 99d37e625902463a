// Who fetched a feed link and what they have not seen, as the server tells it, in words. Pure.
import { count } from "../../parts/words";
import type { When } from "../../protocol/generated";
import { calendar_apps } from "./apps";

/** GET /api/feed-links/ID/fetches (schemas/api/feed_fetches.json). */
export interface FeedFetch {
  app: string;
  agent: string;
  fetched_at: string;
  unseen: number;
  entries: { id: string | null; title: string; what: "new" | "changed" | "gone"; when: When }[];
  cut: boolean;
}

export const what_words: Record<FeedFetch["entries"][number]["what"], string> = { new: "New", changed: "Changed", gone: "Gone" };

/** "a script" begins a sentence here. */
export function app_title(app: string): string {
  return app.startsWith("a ") || app.startsWith("an ") ? `A${app.slice(1)}` : app;
}

/** The count is exact unless more than what is counted may have changed. */
export function unseen_words({ unseen, entries, cut }: Pick<FeedFetch, "unseen" | "entries" | "cut">): string {
  if (unseen === 0) return cut ? "changes since may not be seen yet" : "nothing new since";
  const about = cut && entries.length === unseen ? "at least " : "";
  return `${about}${count(unseen, "change")} not seen yet`;
}

/** How soon the app looks again; nothing for those of which it is not known. */
export function refresh_of(app: string): string {
  return calendar_apps.find(({ name }) => app.startsWith(name))?.refresh ?? "";
}
