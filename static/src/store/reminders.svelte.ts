// What one is reminded of, kept in this browser for the member who is signed in: before entries one owns, and what one asked
// for at single entries. Which are due is worked out from the clock, so nothing can be missed between two of its steps.
import type { Entry } from "../protocol/records";
import { due_reminders, lead_choices, type Lead, type Reminder } from "../time/reminders";
import { clock } from "./clock.svelte";
import { workspace } from "./workspace.svelte";

type Storage = Pick<globalThis.Storage, "getItem" | "setItem">;
interface Kept {
  own: Lead | null; // before entries one owns
  asked: Record<string, Lead | null>; // by entry or series; null: not of this one, though one owns it
  closed: Record<string, number>; // reminders that were dismissed, with their time
  noticed: Record<string, number>; // of which the browser gave notice
}

const nothing: Kept = { own: null, asked: {}, closed: {}, noticed: {} };
const most = 500;

export class Reminders {
  #kept = $state.raw<Kept>(nothing);
  #member_id = "";
  #storage: Storage | null;

  constructor(storage: Storage | null) {
    this.#storage = storage;
  }

  get own(): Lead | null { return this.#kept.own; }

  /** Reads what is kept for a member; again when another tab has changed it. */
  load(member_id: string): void {
    this.#member_id = member_id;
    this.#kept = member_id === "" ? nothing : read(this.#storage, key_for(member_id));
  }

  is_for(storage_key: string | null): boolean { return storage_key === key_for(this.#member_id); }

  remind_of_own(lead: Lead | null): void { this.#keep({ own: lead }); }

  /** What was chosen at the entry itself; undefined if nothing was. */
  asked(entry: Entry): Lead | null | undefined { return this.#kept.asked[subject(entry)]; }

  ask(entry: Entry, lead: Lead | null): void {
    const { [subject(entry)]: _, ...others } = this.#kept.asked;
    const usual = this.#usual(entry);
    this.#keep({ asked: lead === usual ? others : newest({ ...others, [subject(entry)]: lead }) });
  }

  lead_of(entry: Entry): Lead | null {
    const asked = this.asked(entry);
    return asked === undefined ? this.#usual(entry) : asked;
  }

  due(now_ms: number): Reminder[] {
    if (this.#kept.own === null && Object.keys(this.#kept.asked).length === 0) return [];
    return due_reminders(workspace.entries.values(), (entry) => this.lead_of(entry), now_ms, clock.zone).filter(({ key }) => !(key in this.#kept.closed));
  }

  close({ key, at_ms }: Reminder): void { this.#keep({ closed: newest({ ...this.#kept.closed, [key]: at_ms }) }); }

  /** True once for each reminder, in whichever tab asks first. */
  notice_once({ key, at_ms }: Reminder): boolean {
    if (key in this.#kept.noticed) return false;
    this.load(this.#member_id);
    if (key in this.#kept.noticed) return false;
    this.#keep({ noticed: newest({ ...this.#kept.noticed, [key]: at_ms }) });
    return true;
  }

  #usual(entry: Entry): Lead | null { return entry.owner_id !== null && entry.owner_id === workspace.me_id ? this.#kept.own : null; }

  #keep(change: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...change };
    try {
      this.#storage?.setItem(key_for(this.#member_id), JSON.stringify(this.#kept));
    } catch {
      // holds until the page is closed
    }
  }
}

const key_for = (member_id: string): string => `tandem.reminders.${member_id}`;
const subject = (entry: Entry): string => entry.series_id ?? entry.id;

function newest<T>(all: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(all).slice(-most));
}

function read(storage: Storage | null, key: string): Kept {
  try {
    const kept = { ...nothing, ...(JSON.parse(storage?.getItem(key) ?? "{}") as Partial<Kept>) };
    return { ...kept, own: lead_choices.find((lead) => lead === kept.own) ?? null };
  } catch {
    return nothing;
  }
}

function browser_storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

export const reminders = new Reminders(browser_storage());
