// The page's end of the line: holds the server's state, the queue of own commands and the line, and tells the store
// which records changed. Flow: snapshot → line opens → hello{since} → changes for ever; resync starts over.
// No DOM: HTTP, line, storage and clock are handed in.
import type { AckFrame, ChangesFrame, ConflictFrame, EntriesAnswer, RefusedFrame, ServerFrame, Snapshot } from "../protocol/frames";
import type { AnyRecord, RecordKey, RecordKind } from "../protocol/records";
import { conflict_from } from "./conflict";
import { Line, session_ended } from "./line";
import { Outcomes, type Outcome } from "./outcomes";
import { effect_of, lay_over } from "./overlay";
import type { ClientDeps, ClientEvents, Status } from "./ports";
import { Queue, type PendingCommand, type QueueStorage } from "./queue";
import { Snapshots } from "./snapshots";
import {
  all_keys, apply_changes, empty_state, merge_entries, merge_records, record_of, state_from_snapshot, type ServerState,
} from "./state";
import { Windows } from "./windows";

export interface SendOptions { base_rev?: number; label?: string; role?: PendingCommand["role"] }

const no_storage: QueueStorage = { load: () => [], put: () => undefined, remove: () => undefined };

export class Client {
  state: ServerState = empty_state();
  queue = new Queue(no_storage);
  status: Status = "loading";
  taken = 0; // snapshots
  #deps: ClientDeps;
  #events: ClientEvents;
  #line: Line;
  #windows: Windows;
  #snapshots: Snapshots;
  #outcomes = new Outcomes();
  #greeted = false;
  #open_entry: string | null = null;

  constructor(deps: ClientDeps, events: ClientEvents) {
    this.#deps = deps;
    this.#events = events;
    this.#windows = new Windows((from, to) => this.#fetch_window(from, to));
    this.#snapshots = new Snapshots(deps, () => this.#windows.union() ?? deps.initial_window(), {
      taken: (snapshot) => this.#on_snapshot(snapshot),
      failed: (status, message) => this.#on_no_snapshot(status, message),
      done: () => this.#flush(),
    });
    this.#line = new Line(deps, {
      opened: () => this.#hello(),
      frame: (frame) => this.#on_frame(frame),
      lost: (code, attempts) => this.#on_lost(code, attempts),
    });
  }

  /** First load, and again after signing in or on "Try again". */
  async start(): Promise<void> {
    this.#set_status("loading");
    await this.#snapshots.take();
  }

  stop(): void {
    this.#line.stop();
    this.#snapshots.stop();
    this.#outcomes.give_up();
  }

  /** Signed out here or elsewhere: nothing of this member stays in memory. Unsent commands stay in storage. */
  forget(): void {
    this.stop();
    const keys = all_keys(this.state);
    this.state = empty_state();
    this.queue = new Queue(no_storage);
    this.#windows.reset();
    this.#set_status("signed_out");
    this.#events.touched(keys, null);
    this.#events.queue_changed();
  }

  view(key: RecordKey): AnyRecord | undefined {
    return lay_over(record_of(this.state, key), this.queue.over(key), this.state.me);
  }

  load(from: string, to: string): Promise<void> { return this.#windows.load(from, to); }

  /** Records of a query outside the snapshot (an account's older touches) join the state and stay live. True if they were
   *  older than what the line has told meanwhile: ask again. */
  merge(kind: RecordKind, records: readonly { id: string; rev: number }[]): boolean {
    const { touched, stale } = merge_records(this.state, kind, records);
    this.#events.touched(touched, null);
    return stale;
  }

  open_entry(id: string | null): void {
    this.#open_entry = id;
    if (this.#greeted) this.#line.send({ type: "presence", open: id });
  }

  send(name: string, given: Record<string, unknown>, options: SendOptions = {}): Promise<Outcome> {
    const args = name.endsWith(".create") && given["id"] === undefined ? { id: this.#deps.new_id(), ...given } : given;
    const command: PendingCommand = {
      command_id: this.#deps.new_id(), name, args, label: options.label ?? "", role: options.role ?? "do", phase: "waiting",
      created_at: new Date(this.#deps.clock.now()).toISOString(),
      ...(options.base_rev === undefined ? {} : { base_rev: options.base_rev }),
    };
    this.queue.add(command);
    this.#show_effect(command);
    const outcome = this.#outcomes.wait(command.command_id);
    if (this.#greeted) this.#flush();
    else this.#outcomes.answer(command.command_id, { type: "queued" });
    return outcome;
  }

  withdraw(command_id: string): boolean {
    const command = this.queue.withdraw(command_id);
    if (command) this.#show_effect(command);
    return command !== undefined;
  }

  online_changed(online: boolean): void {
    if (online) this.nudge();
    else {
      this.#line.went_offline();
      if (this.state.epoch !== "") this.#set_status("offline");
    }
  }

  nudge(): void {
    if (this.state.epoch === "" && this.status !== "signed_out") void this.#snapshots.take();
    else this.#line.nudge();
  }

  // -- the line

  #hello(): void {
    this.#line.send({ type: "hello", epoch: this.state.epoch, since: this.state.seq });
  }

  #on_frame(frame: ServerFrame): void {
    switch (frame.type) {
      case "hello": return this.#on_hello(frame.epoch);
      case "changes": return this.#on_changes(frame);
      case "ack": return this.#on_ack(frame);
      case "refused": return this.#on_refused(frame);
      case "conflict": return this.#on_conflict(frame);
      case "presence": return this.#events.presence(frame.members);
      case "resync": return void this.#snapshots.take();
      case "error":
      case "tick": return;
    }
  }

  #on_hello(epoch: string): void {
    if (epoch !== this.state.epoch) return void this.#snapshots.take();
    this.#greeted = true;
    this.#set_status("live");
    if (this.#open_entry) this.#line.send({ type: "presence", open: this.#open_entry });
    this.#flush();
  }

  #on_changes(frame: ChangesFrame): void {
    const applied = apply_changes(this.state, frame);
    const own = this.queue.changes_arrived(frame);
    if (applied.gap !== null) void this.#snapshots.take();
    const freed = this.queue.caught_up(this.state.seq, (key) => record_of(this.state, key));
    const by = frame.by ?? frame.items[0]?.by ?? null;
    this.#events.touched(new Set([...applied.touched, ...own, ...freed]), by === this.state.me ? null : by);
    this.#events.queue_changed();
    this.#flush();
  }

  #on_ack(frame: AckFrame): void {
    const command = this.queue.acked(frame.command_id, frame.seq, this.state.seq);
    if (!command) return;
    const freed = this.queue.caught_up(this.state.seq, (key) => record_of(this.state, key));
    this.#show_effect(command);
    this.#events.touched(freed, null);
    this.#events.acked(command, frame);
    const { seq, id, secrets, taken_back } = frame;
    this.#outcomes.answer(frame.command_id, { type: "ack", seq, id, secrets, taken_back });
    this.#flush();
  }

  #on_refused(frame: RefusedFrame): void {
    const command = this.queue.settled(frame.command_id);
    if (!command) return;
    this.#show_effect(command);
    const { code, message } = frame;
    const field = frame.field || undefined; // "" is no field
    const awaited = this.#outcomes.answer(frame.command_id, { type: "refused", code, field, message });
    this.#events.refused(command, frame, awaited);
    this.#flush();
  }

  #on_conflict(frame: ConflictFrame): void {
    const command = this.queue.settled(frame.command_id);
    if (!command) return;
    this.#show_effect(command);
    const conflict = conflict_from(frame, command);
    this.#events.conflict(conflict);
    this.#outcomes.answer(frame.command_id, { type: "conflict", conflict });
    this.#flush();
  }

  #on_lost(code: number, attempts: number): void {
    this.#greeted = false;
    this.queue.line_lost();
    this.#outcomes.give_up();
    this.#events.presence([]);
    if (code === session_ended) return this.forget();
    this.#set_status(this.#deps.online() ? "reconnecting" : "offline");
    // A refused handshake says nothing about why; after a few the session may have ended.
    if (attempts % 3 === 0) void this.#check_session();
  }

  async #check_session(): Promise<void> {
    const answer = await this.#deps.http("GET", "/api/me");
    if (!answer.ok && answer.status === 401) this.forget();
  }

  #flush(): void {
    if (!this.#greeted || this.#snapshots.under_way) return;
    for (const { command_id, name, args, base_rev } of this.queue.take_sendable())
      this.#line.send({ type: "command", command_id, name, args, ...(base_rev === undefined ? {} : { base_rev }) });
  }

  // -- snapshot and windows

  #on_snapshot(snapshot: Snapshot): void {
    const before = this.state;
    this.state = state_from_snapshot(snapshot);
    this.taken += 1;
    if (before.me !== this.state.me) this.queue = new Queue(this.#deps.queue_storage(this.state.me));
    else this.queue.caught_up(this.state.seq, (key) => record_of(this.state, key));
    this.#windows.reset(snapshot.window);
    const keys = all_keys(before, this.state);
    for (const command of this.queue.all) {
      const effect = effect_of(command);
      if (effect) keys.add(effect.key);
    }
    this.#events.touched(keys, null);
    this.#events.queue_changed();
    if (this.#line.is_open) this.#hello();
    else this.#line.start();
  }

  #on_no_snapshot(status: number, message: string): void {
    if (status === 401) return this.forget();
    const loaded = this.state.epoch !== "";
    if (loaded) this.#set_status(this.#deps.online() ? "reconnecting" : "offline");
    else this.#set_status(status === 0 ? "offline" : "failed", message);
  }

  async #fetch_window(from: string, to: string): Promise<boolean> {
    const answer = await this.#deps.http<EntriesAnswer>("GET", `/api/entries?from=${from}&to=${to}`);
    if (!answer.ok) return false;
    const merged = merge_entries(this.state, answer.value);
    this.#events.touched(merged.touched, null);
    return merged.stale ? this.#fetch_window(from, to) : true;
  }

  #show_effect(command: PendingCommand): void {
    const effect = effect_of(command);
    if (effect) this.#events.touched([effect.key], null);
    this.#events.queue_changed();
  }

  #set_status(status: Status, error = ""): void {
    this.status = status;
    this.#events.status(status, error);
  }
}
