// Own commands between the click and the confirmed change: kept in order, kept over reload, sent again with the same
// command_id until answered. The server gives a repeated command_id its first answer, so resending never doubles.
// Pure apart from the storage given to it; times are handed in.
import { effect_of, target_of, type CommandLike } from "./overlay";
import type { AnyRecord, RecordKey, When } from "../protocol/records";
import { key_of_place, start_of } from "../time/occurrences";
import type { ChangesFrame } from "../protocol/frames";

export interface PendingCommand extends CommandLike {
  command_id: string;
  base_rev?: number;
  label: string;
  /** What acknowledging it means for the undo stacks (undo.ts). */
  role: "do" | "undo" | "redo" | "silent";
  phase: "waiting" | "sent" | "acked";
  seq?: number;
  /** Its change has come over the line: the server's state holds it, the overlay must not. */
  arrived?: boolean;
}

/** Where commands wait for the line. `put` and `remove` must be durable when they return (localStorage is). */
export interface QueueStorage {
  load(): PendingCommand[];
  put(command: PendingCommand): void;
  remove(command_id: string): void;
}

export const max_in_flight = 8;

export class Queue {
  #commands: PendingCommand[] = [];
  #storage: QueueStorage;

  constructor(storage: QueueStorage) {
    this.#storage = storage;
    this.#commands = storage.load()
      .map((command): PendingCommand => ({ ...command, phase: "waiting", arrived: false }))
      .sort((a, b) => (a.command_id < b.command_id ? -1 : 1));
  }

  get all(): readonly PendingCommand[] { return this.#commands; }

  find(command_id: string): PendingCommand | undefined {
    return this.#commands.find((command) => command.command_id === command_id);
  }

  /** Commands whose outcome is still open (for "3 changes waiting"). */
  get open(): number { return this.#commands.filter((command) => command.phase !== "acked").length; }

  add(command: PendingCommand): void {
    this.#commands.push(command);
    this.#storage.put(command);
  }

  /** Takes back a command that was never sent (undo while offline). */
  withdraw(command_id: string): PendingCommand | undefined {
    const command = this.find(command_id);
    if (command?.phase !== "waiting") return undefined;
    this.#drop(command);
    return command;
  }

  /** Commands to send now, in order. A command waits while an earlier one on the same record is not confirmed, because
   *  only then is its base revision known; later commands wait behind it, so that order holds. */
  take_sendable(): PendingCommand[] {
    const busy = new Set<RecordKey>();
    let in_flight = 0;
    const sendable: PendingCommand[] = [];
    for (const command of this.#commands) {
      const target = target_of(command);
      if (command.phase === "waiting") {
        if ((target && busy.has(target)) || in_flight >= max_in_flight) break;
        command.phase = "sent";
        sendable.push(command);
      }
      if (command.phase === "sent") in_flight += 1;
      if (target && !command.arrived) busy.add(target);
    }
    return sendable;
  }

  /** The line broke: what had no answer will be sent again. */
  line_lost(): void {
    for (const command of this.#commands) if (command.phase === "sent") command.phase = "waiting";
  }

  acked(command_id: string, seq: number, known_seq: number): PendingCommand | undefined {
    const command = this.find(command_id);
    if (!command) return undefined;
    command.phase = "acked";
    command.seq = seq;
    this.#storage.remove(command_id);
    if (command.arrived || seq <= known_seq) this.#remove(command);
    return command;
  }

  /** Refused or in conflict: its effect is taken back. */
  settled(command_id: string): PendingCommand | undefined {
    const command = this.find(command_id);
    if (command) this.#drop(command);
    return command;
  }

  /** A changes frame was applied. Returns the keys whose overlay changed. */
  changes_arrived(frame: Pick<ChangesFrame, "command_id" | "items" | "seq">): RecordKey[] {
    const own = frame.command_id ? this.find(frame.command_id) : undefined;
    const keys: RecordKey[] = [];
    if (own) {
      own.arrived = true;
      const effect = effect_of(own);
      if (effect) keys.push(effect.key);
      for (const item of frame.items) this.#rebase(own, `${item.kind}/${item.id}`, item.rev);
      if (own.phase === "acked") this.#remove(own);
    }
    return keys;
  }

  /** After catching up to `seq` without the author's command ids (coalesced, or a new snapshot): acknowledged commands
   *  up to there are in the state. */
  caught_up(seq: number, held: (key: RecordKey) => AnyRecord | undefined): RecordKey[] {
    const keys: RecordKey[] = [];
    for (const command of [...this.#commands]) {
      if (command.phase !== "acked" || (command.seq ?? 0) > seq) continue;
      const target = target_of(command);
      const record = target && held(target);
      if (target && record) this.#rebase(command, target, record.rev);
      if (target) keys.push(target);
      this.#remove(command);
    }
    return keys;
  }

  /** Own commands that lie over a record, in order. */
  over(key: RecordKey): PendingCommand[] {
    return this.#commands.filter((command) => !command.arrived && effect_of(command)?.key === key);
  }

  /** What of the author's is on its way: records by id, single occurrences by the keys of their tiles, old and new. */
  pending(): Set<string> {
    const pending = new Set<string>();
    for (const command of this.#commands) {
      const effect = command.arrived ? null : effect_of(command);
      if (effect?.part?.scope !== "this") {
        if (effect) pending.add(effect.id);
        continue;
      }
      const when = effect.fields["when"] as When | undefined;
      for (const at of [effect.part.occurrence, ...(when ? [start_of(when)] : [])]) pending.add(key_of_place({ id: effect.id, at }));
    }
    return pending;
  }

  /** Later commands of ours on that record were made on top of `done`: without this they would conflict with it. */
  #rebase(done: PendingCommand, key: RecordKey, rev: number): void {
    const after = this.#commands.indexOf(done) + 1;
    for (const command of this.#commands.slice(after)) {
      if (command.phase !== "waiting" || command.base_rev === undefined || target_of(command) !== key) continue;
      command.base_rev = rev;
      this.#storage.put(command);
    }
  }

  #drop(command: PendingCommand): void {
    this.#storage.remove(command.command_id);
    this.#remove(command);
  }

  #remove(command: PendingCommand): void {
    this.#commands = this.#commands.filter((other) => other !== command);
  }
}

/** One storage item per command, so that two tabs of one member never overwrite each other's list. Sent twice by two
 *  tabs, a command still happens once. */
export function browser_queue_storage(storage: Storage, member_id: string): QueueStorage {
  const prefix = `tandem.queue.${member_id}.`;
  return {
    load() {
      const found: PendingCommand[] = [];
      for (let i = 0; i < storage.length; i += 1) {
        const key = storage.key(i);
        const command = key?.startsWith(prefix) ? parse_command(storage.getItem(key)) : null;
        if (command) found.push(command);
      }
      return found;
    },
    put: (command) => storage.setItem(prefix + command.command_id, JSON.stringify(command)),
    remove: (command_id) => storage.removeItem(prefix + command_id),
  };
}

function parse_command(text: string | null): PendingCommand | null {
  try {
    const value = JSON.parse(text ?? "null") as PendingCommand | null;
    return value && typeof value.command_id === "string" && typeof value.name === "string" ? value : null;
  } catch {
    return null;
  }
}
