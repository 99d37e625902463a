// What a snapshot does not hold, asked for when it is looked at. What comes is merged into the live state and stays live.
import type { ChecklistItem, Status } from "../protocol/generated";
import type { Account, Comment, Entry, JourneyStage, Prospect, Reaction, Subscription, Touch } from "../protocol/records";
import type { Client } from "../sync/client";
import type { Http } from "../sync/http";

export interface GatesAnswer { statuses: StatusAhead[]; landing_page_hidden: boolean; checklist_items: ChecklistItem[] }
export interface StatusAhead { status: Status; missing: { rule: string; what: string }[] }

export interface StageCount { stage: JourneyStage; prospects: number; value: number }

export class Asking {
  #http: Http;
  #client: Client;

  constructor(http: Http, client: Client) {
    this.#http = http;
    this.#client = client;
  }

  /** Older touches than the snapshot's, for an account's or an entry's page; they stay live afterwards. */
  async touches(by: { account: string } | { entry: string }): Promise<boolean> {
    const query = "account" in by ? `account=${by.account}` : `entry=${by.entry}`;
    const answer = await this.#http<{ touches: Touch[] }>("GET", `/api/touches?${query}`);
    if (answer.ok) this.#client.merge("touch", answer.value.touches);
    return answer.ok;
  }

  /** An entry outside the loaded days. */
  async entry(id: string): Promise<boolean> {
    const answer = await this.#http<{ id: string; rev: number }>("GET", `/api/entries/${id}`);
    if (answer.ok) this.#client.merge("entry", [answer.value]);
    return answer.ok;
  }

  /** An account beyond those that the page holds. */
  async account(id: string): Promise<boolean> {
    const answer = await this.#http<Account>("GET", `/api/accounts/${id}`);
    if (answer.ok) this.#client.merge("account", [answer.value]);
    return answer.ok;
  }

  /** What has the words in it, from all there is; the accounts stay live afterwards. Null if it cannot be told. */
  async search(q: string): Promise<{ entries: Entry[]; accounts: Account[] } | null> {
    const answer = await this.#http<{ entries: Entry[]; accounts: Account[] }>("GET", `/api/search?q=${encodeURIComponent(q)}`);
    if (!answer.ok) return null;
    this.#client.merge("account", answer.value.accounts);
    return answer.value;
  }

  /** What is said about one thing, with the signs given; it stays live afterwards, until a new snapshot. */
  async talk(subject: Record<string, string>): Promise<{ ok: boolean; more: boolean }> {
    const query = Object.entries(subject).map(([field, id]) => `${field.replace(/_id$/, "")}=${id}`).join("&");
    const answer = await this.#http<{ comments: Comment[]; reactions: Reaction[]; more: boolean }>("GET", `/api/talk?${query}`);
    if (!answer.ok) return { ok: false, more: false };
    const stale = [this.#client.merge("comment", answer.value.comments), this.#client.merge("reaction", answer.value.reactions)];
    return stale.includes(true) ? this.talk(subject) : { ok: true, more: answer.value.more };
  }

  /** What hangs under an entry, what it needs and follows, and what needs and follows it, also of days that are not loaded. */
  async linked(entry: string): Promise<boolean> {
    const answer = await this.#http<{ entries: Entry[] }>("GET", `/api/entries/${entry}/linked`);
    if (answer.ok) this.#client.merge("entry", answer.value.entries);
    return answer.ok;
  }

  /** The entries that an audience is used by, as far as one sees them; how many others there are. Null if it cannot be told. */
  async users_of(audience: string): Promise<{ ids: string[]; hidden: number } | null> {
    const answer = await this.#http<{ entries: Entry[]; hidden: number }>("GET", `/api/audiences/${audience}/entries`);
    if (!answer.ok) return null;
    this.#client.merge("entry", answer.value.entries);
    return { ids: answer.value.entries.map((entry) => entry.id), hidden: answer.value.hidden };
  }

  /** The people of an account; they stay live afterwards, until a new snapshot. */
  async prospects(account: string): Promise<{ ok: boolean; more: boolean }> {
    const answer = await this.#http<{ prospects: Prospect[]; more: boolean }>("GET", `/api/accounts/${account}/prospects`);
    if (!answer.ok) return { ok: false, more: false };
    return this.#client.merge("prospect", answer.value.prospects) ? this.prospects(account) : { ok: true, more: answer.value.more };
  }

  /** How many prospects are in each stage, and the first of them; null if it cannot be told. */
  async journey(query: URLSearchParams): Promise<{ stages: StageCount[]; ids: string[] } | null> {
    const answer = await this.#http<{ stages: StageCount[]; prospects: Prospect[] }>("GET", `/api/journey?${query.toString()}`);
    if (!answer.ok) return null;
    this.#client.merge("prospect", answer.value.prospects);
    return { stages: answer.value.stages, ids: answer.value.prospects.map((prospect) => prospect.id) };
  }

  /** What keeps an entry from each status ahead of it; brings its checklist, which stays live afterwards. */
  async gates(entry: string): Promise<GatesAnswer | null> {
    const answer = await this.#http<GatesAnswer>("GET", `/api/entries/${entry}/gates`);
    if (!answer.ok) return null;
    this.#client.merge("checklist_item", answer.value.checklist_items);
    return answer.value;
  }

  /** What came of reading a subscription is no change of the plan and does not come over the line: asked for when looked at. */
  async subscriptions(): Promise<void> {
    const answer = await this.#http<{ subscriptions: Subscription[] }>("GET", "/api/subscriptions");
    if (answer.ok) this.#client.merge("subscription", answer.value.subscriptions);
  }
}
