// Builders and fakes for the tests of sync/ and store/: a snapshot, a record, a clock that is turned by hand.
import type { Snapshot } from "../protocol/frames";
import { snapshot_lists, type SnapshotLists } from "../protocol/generated";
import { blank, type Account, type Entry, type Member } from "../protocol/records";
import type { LineClock } from "./line";

export function account(id: string, fields: Partial<Account> = {}): Account {
  return { id, ...blank.account, rev: 1, name: `Account ${id}`, ...fields };
}

export function entry(id: string, fields: Partial<Entry> = {}): Entry {
  return { id, ...blank.entry, rev: 1, calendar_id: "C", title: `Entry ${id}`, ...fields };
}

export function member(id: string, fields: Partial<Member> = {}): Member {
  return { id, ...blank.member, rev: 1, name: `Member ${id}`, ...fields };
}

const no_records = Object.fromEntries(Object.values(snapshot_lists).map((list) => [list, []])) as unknown as SnapshotLists;

export function snapshot(fields: Partial<Snapshot>): Snapshot {
  return {
    epoch: "epoch", seq: 1, me: "M", ...no_records, members: [member("M")],
    window: { from: "2026-10-01", to: "2027-01-01" }, zone_version: "2025b", server_time: "2026-11-22T09:00:00Z", truncated: false,
    ...fields,
  };
}

export class FakeClock implements LineClock {
  #now = 0;
  #next = 1;
  #timers = new Map<number, { at: number; run: () => void }>();

  now(): number { return this.#now; }

  after(ms: number, run: () => void): number {
    this.#timers.set(this.#next, { at: this.#now + ms, run });
    return this.#next++;
  }

  cancel(timer: number): void { this.#timers.delete(timer); }

  /** Runs what falls due, in order of time. */
  advance(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, timer]) => timer.at <= until).sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.#now = Math.max(this.#now, due[1].at);
      due[1].run();
    }
    this.#now = until;
  }
}
