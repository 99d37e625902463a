// The one reactive store. Views read records and send commands here and own no truth; what happens underneath is
// sync/client.ts. Maps show the server's state with own unconfirmed changes applied.
import { SvelteMap, SvelteSet } from "svelte/reactivity";
import { browser_deps } from "./browser";
import type { Snapshot } from "../protocol/frames";
import { record_kinds, type Team } from "../protocol/generated";
import { new_id } from "../sync/ulid";
import { blank, type AnyRecord, type Entry, type Member, type RecordKey, type RecordKind, type Records } from "../protocol/records";
import { Client, type SendOptions } from "../sync/client";
import type { Outcome } from "../sync/outcomes";
import type { ClientDeps, ClientEvents, Status } from "../sync/ports";
import { resolution, type Choice, type Conflict } from "../sync/conflict";
import { only_left_out } from "../time/occurrences";
import type { Answer, Http } from "../sync/http";
import type { PendingCommand } from "../sync/queue";
import { Asking } from "./asking";
import { split_key } from "../sync/state";
import { after_ack, no_undo, take_redo, take_seq, take_undo, type UndoStacks } from "../sync/undo";

export { new_id };
export type { Outcome, Status, Conflict, Choice };

export type LiveTables = { [K in RecordKind]: SvelteMap<string, Records[K]> };
export interface Notice { id: string; tone: "info" | "warning" | "error"; text: string }
export interface UndoBar { label: string; seq: number | null; undo(): Promise<Outcome | null> }
export interface OpenConflict extends Conflict { resolve(choices: Record<string, Choice>): Promise<Outcome | null> }
export interface Presence { id: string; open: string | null }

/** How long a change by someone else keeps its ring, and the undo bar stays. */
export const recent_ms = 4000;
export const undo_bar_ms = 9000;
/** After a long absence everything changed: rings on every tile would say nothing. */
const most_rings = 30;
const truncated_text =
  "Some entries or accounts are left out: there are more than one page can hold. Look at a shorter time, or find them by search.";

export class Workspace {
  status = $state<Status>("loading");
  error = $state("");
  me_id = $state("");
  loaded = $state(false);
  /** The server left some of the loaded days out; said once, until it is so no more. */
  truncated = $state(false);
  queued = $state(0);
  /** Grows with every change seen: pages over queries (activity) ask again. */
  seq = $state(0);
  /** Grows with every new snapshot: what was asked for beyond it is asked for again. */
  snapshots = $state(0);
  presence = $state<Presence[]>([]);
  undo_bar = $state.raw<UndoBar | null>(null);
  conflicts = $state.raw<OpenConflict[]>([]);
  notices = $state.raw<Notice[]>([]);
  /** Every live record, by kind and id; the maps below are those that most views read. */
  readonly tables = Object.fromEntries(record_kinds.map((kind) => [kind, new SvelteMap()])) as unknown as LiveTables;
  readonly members = this.tables.member;
  readonly calendars = this.tables.calendar;
  readonly entries = this.tables.entry;
  readonly accounts = this.tables.account;
  readonly touches = this.tables.touch;
  readonly feed_links = this.tables.feed_link;
  readonly subscriptions = this.tables.subscription;
  /** Ids of records with unconfirmed changes; of one occurrence its key (time/occurrences). */
  readonly pending = new SvelteSet<string>();
  readonly recent = new SvelteMap<string, { by: string; at: number }>();
  #stacks = $state.raw<UndoStacks>(no_undo);
  /** What the snapshot does not hold. */
  readonly ask: Asking;
  #client: Client;
  #http: Http;
  #clock: ClientDeps["clock"];
  #bar_timer: number | null = null;

  constructor(deps: ClientDeps) {
    this.#http = deps.http;
    this.#clock = deps.clock;
    this.#client = new Client(deps, this.#events());
    this.ask = new Asking(deps.http, this.#client);
  }

  /** The signed-in member; blank (id "") until the first snapshot. */
  get me(): Member { return this.members.get(this.me_id) ?? { id: "", ...blank.member }; }
  get can_undo(): boolean { return this.#stacks.undo.length > 0; }
  get can_redo(): boolean { return this.#stacks.redo.length > 0; }

  start(): Promise<void> { return this.#client.start(); }
  retry(): Promise<void> { return this.#client.start(); }
  nudge(): void { this.#client.nudge(); }
  online_changed(online: boolean): void { this.#client.online_changed(online); }
  load(from: string, to: string): Promise<void> { return this.#client.load(from, to); }
  open_entry(id: string | null): void { this.#client.open_entry(id); }

  send(name: string, args: Record<string, unknown>, options: SendOptions = {}): Promise<Outcome> {
    const sent = this.#client.send(name, args, options);
    const command = this.#client.queue.all.at(-1);
    if (command && options.label && this.status !== "live") this.#show_queued(command);
    return sent;
  }

  undo_last(): Promise<Outcome | null> {
    const unsent = [...this.#client.queue.all].reverse().find((command) => command.phase === "waiting" && command.role === "do");
    if (unsent && this.#client.withdraw(unsent.command_id)) {
      this.#show_bar(null);
      return Promise.resolve(null);
    }
    const taken = take_undo(this.#stacks);
    return taken.done ? this.#send_undo(taken.stacks, taken.done.seq, "undo", taken.done.label) : Promise.resolve(null);
  }

  redo_last(): Promise<Outcome | null> {
    const taken = take_redo(this.#stacks);
    return taken.done ? this.#send_undo(taken.stacks, taken.done.seq, "redo", taken.done.label) : Promise.resolve(null);
  }

  dismiss_undo_bar(): void { this.#show_bar(null); }

  /** For what was not one command (an import): `run` takes it back, and tells itself what came of it. */
  offer_undo(label: string, run: () => Promise<void>): void {
    this.#show_bar({
      label, seq: null,
      undo: async () => {
        this.#show_bar(null);
        await run();
        return null;
      },
    });
  }

  notify(tone: Notice["tone"], text: string): void {
    this.notices = [...this.notices, { id: new_id(), tone, text }].slice(-4);
  }

  dismiss_notice(id: string): void {
    this.notices = this.notices.filter((notice) => notice.id !== id);
  }

  // -- signing in and out

  async sign_in(email: string, password: string): Promise<Answer<Member>> {
    return this.#enter(await this.#http<Member>("POST", "/api/sign-in", { email, password }));
  }

  async setup(args: { token: string; name: string; email: string; password: string; zone: string; team: Team }): Promise<Answer<Member>> {
    return this.#enter(await this.#http<Member>("POST", "/api/setup", args));
  }

  async accept_invitation(token: string, args: { password: string; name?: string }): Promise<Answer<Member>> {
    return this.#enter(await this.#http<Member>("POST", `/api/invitations/${token}`, args));
  }

  async sign_out(): Promise<void> {
    const answer = await this.#http("POST", "/api/sign-out");
    if (answer.ok || answer.status === 401) this.#client.forget();
    else this.notify("error", "Could not sign out: the server cannot be reached.");
  }

  async #enter(answer: Answer<Member>): Promise<Answer<Member>> {
    if (answer.ok) await this.#client.start();
    return answer;
  }

  // -- what the client tells

  #events(): ClientEvents {
    return {
      status: (status, error) => this.#on_status(status, error),
      touched: (keys, by) => this.#on_touched(keys, by),
      presence: (members) => { this.presence = members; },
      queue_changed: () => this.#on_queue_changed(),
      acked: (command, frame) => this.#on_acked(command, frame.seq),
      refused: (command, frame, awaited) => {
        this.#drop_queued_bar();
        const waited_offline = !awaited || frame.code === "changed_since";
        if (waited_offline) this.notify("error", refusal_text(command.label, frame.message));
      },
      conflict: (conflict) => this.#on_conflict(conflict),
    };
  }

  #on_status(status: Status, error: string): void {
    this.status = status;
    this.error = error;
    if (status !== "signed_out") return;
    this.loaded = false;
    this.me_id = "";
    this.#stacks = no_undo;
    this.conflicts = [];
    this.notices = [];
    this.presence = [];
    this.recent.clear();
    this.#show_bar(null);
  }

  #on_touched(keys: Iterable<RecordKey>, by: string | null): void {
    this.me_id = this.#client.state.me;
    this.loaded = this.#client.state.epoch !== "";
    this.seq = this.#client.state.seq;
    this.snapshots = this.#client.taken;
    if (this.#client.state.truncated && !this.truncated) this.notify("info", truncated_text);
    this.truncated = this.#client.state.truncated;
    const touched = [...keys].filter((key) => this.#refresh(key));
    if (by === null || touched.length > most_rings) return;
    for (const key of touched) this.#ring(split_key(key).id, by);
  }

  /** False if there is nothing to see: a series that only gave up an occurrence, whose own entry is what changed. */
  #refresh(key: RecordKey): boolean {
    const { kind, id } = split_key(key);
    const map = this.tables[kind] as SvelteMap<string, AnyRecord>;
    const before = map.get(id);
    const record = this.#client.view(key);
    if (record) map.set(id, record);
    else map.delete(id);
    return !(kind === "entry" && before && record && only_left_out(before as Entry, record as Entry));
  }

  #ring(id: string, by: string): void {
    const at = this.#clock.now();
    this.recent.set(id, { by, at });
    this.#clock.after(recent_ms, () => { if (this.recent.get(id)?.at === at) this.recent.delete(id); });
  }

  #on_queue_changed(): void {
    const queue = this.#client.queue;
    this.queued = queue.open;
    const ids = queue.pending();
    for (const id of this.pending) if (!ids.has(id)) this.pending.delete(id);
    for (const id of ids) this.pending.add(id);
  }

  #on_acked(command: PendingCommand, seq: number): void {
    const role = command.role;
    if (role === "silent" || command.name.startsWith("feed_link.") || command.name.startsWith("session.")) return;
    this.#stacks = after_ack(this.#stacks, role, { seq, label: command.label });
    if (command.label) this.#show_bar(this.#bar_for(command, seq));
  }

  #bar_for(command: PendingCommand, seq: number): UndoBar {
    const label = command.role === "undo" ? `Undone: ${command.label}` : command.label;
    return {
      label, seq,
      undo: () => this.#send_undo(take_seq(this.#stacks, seq), seq, command.role === "undo" ? "redo" : "undo", command.label),
    };
  }

  #show_queued(command: PendingCommand): void {
    this.#show_bar({
      label: `${command.label} · waits for the connection`, seq: null,
      undo: async () => {
        this.#client.withdraw(command.command_id);
        this.#show_bar(null);
        return null;
      },
    });
  }

  /** "Waits for the connection" is over once there is an answer. */
  #drop_queued_bar(): void {
    if (this.undo_bar?.seq === null) this.#show_bar(null);
  }

  #show_bar(bar: UndoBar | null): void {
    if (this.#bar_timer !== null) this.#clock.cancel(this.#bar_timer);
    this.#bar_timer = bar && this.#clock.after(undo_bar_ms, () => { this.undo_bar = null; });
    this.undo_bar = bar;
  }

  async #send_undo(stacks: UndoStacks, seq: number, role: "undo" | "redo", label: string): Promise<Outcome> {
    this.#stacks = stacks;
    this.#show_bar(null);
    const outcome = await this.#client.send("undo", { seq }, { role, label });
    if (outcome.type === "refused" && outcome.code !== "changed_since") this.notify("error", outcome.message);
    return outcome;
  }

  #on_conflict(conflict: Conflict): void {
    this.#drop_queued_bar();
    const open: OpenConflict = {
      ...conflict,
      resolve: async (choices) => {
        this.conflicts = this.conflicts.filter((other) => other.command_id !== conflict.command_id);
        const command = resolution(conflict, choices);
        return command && this.send(command.name, command.args, { base_rev: command.base_rev, label: conflict.label });
      },
    };
    this.conflicts = [...this.conflicts, open];
  }
}

function refusal_text(label: string, message: string): string {
  return label ? `Not done: ${label}. ${message}` : message;
}

export const workspace = new Workspace(browser_deps());
