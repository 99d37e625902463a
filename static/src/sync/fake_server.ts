// Test support: a server in miniature that keeps the protocol's promises (one answer per command_id, changes in order,
// merge of different fields, resume by seq), with lines that a test can cut at any moment. Nothing of it is shipped.
import type { AckFrame, ChangeItem, ChangesFrame, ClientFrame, CommandFrame, ServerFrame, Snapshot } from "../protocol/frames";
import { blank, type AnyRecord, type RecordKind } from "../protocol/records";
import type { Answer, Http } from "./http";
import type { SocketLike } from "./line";
import { snapshot } from "./testing";

type Row = AnyRecord & Record<string, unknown>;
type Reply = Extract<ServerFrame, { command_id?: string }>;

export class FakeServer {
  epoch = "epoch";
  seq = 0;
  readonly rows = new Map<string, { kind: RecordKind; row: Row }>();
  readonly log: ChangesFrame[] = [];
  readonly lines: FakeLine[] = [];
  readonly created: string[] = [];
  reachable = true;
  snapshots = 0;
  truncated = false;
  #answers = new Map<string, Reply>();
  #touched = new Map<string, Map<string, number>>(); // id → field → rev that last wrote it
  #gone = new Map<string, number>();

  /** Everybody's commands end here, like Engine::apply. */
  apply(by: string, command: Omit<CommandFrame, "type">): Reply {
    const known = this.#answers.get(command.command_id);
    if (known) return known;
    const reply = this.#decide(by, command);
    this.#answers.set(command.command_id, reply);
    return reply;
  }

  #decide(by: string, { command_id, name, args, base_rev }: Omit<CommandFrame, "type">): Reply {
    const [kind, verb] = name.split(".") as [RecordKind, string];
    const id = String(args["id"]);
    const held = this.rows.get(id);
    const { id: _, ...fields } = args;
    if (verb === "create") {
      if (held) return { type: "refused", command_id, code: "invalid_field", field: "id", message: "There is one already." };
      this.created.push(id);
      const row = { ...blank[kind], ...fields, id, rev: (this.#gone.get(id) ?? 0) + 1, created_by: by } as unknown as Row;
      return this.#commit(by, command_id, id, kind, row, fields, "put");
    }
    if (!held) return { type: "refused", command_id, code: "not_found", message: "It is gone." };
    if (verb === "delete") return this.#commit(by, command_id, id, kind, { ...held.row, rev: held.row.rev + 1 }, {}, "remove");
    const clashing = Object.keys(fields).filter((field) => (this.#touched.get(id)?.get(field) ?? 0) > (base_rev ?? held.row.rev));
    if (clashing.length > 0) {
      const both = clashing.map((field) => [field, { base: null, theirs: held.row[field], mine: fields[field] }] as const);
      return { type: "conflict", command_id, id, rev: held.row.rev, by: "other", at: "", fields: Object.fromEntries(both) };
    }
    return this.#commit(by, command_id, id, kind, { ...held.row, ...fields, rev: held.row.rev + 1 } as Row, fields, "patch");
  }

  #commit(by: string, command_id: string, id: string, kind: RecordKind, row: Row, fields: Record<string, unknown>, op: ChangeItem["op"]): AckFrame {
    this.seq += 1;
    if (op === "remove") {
      this.rows.delete(id);
      this.#gone.set(id, row.rev);
    } else this.rows.set(id, { kind, row });
    const touched = this.#touched.get(id) ?? new Map<string, number>();
    for (const field of Object.keys(fields)) touched.set(field, row.rev);
    this.#touched.set(id, touched);
    const base = { kind, id, rev: row.rev };
    const item: ChangeItem = op === "put" ? { ...base, op, record: row } : op === "patch" ? { ...base, op, patch: fields } : { ...base, op: "remove" };
    const frame: ChangesFrame = { type: "changes", seq: this.seq, at: "", by, command_id, items: [item] };
    this.log.push(frame);
    for (const line of this.lines) line.deliver(frame);
    return { type: "ack", command_id, seq: this.seq, id };
  }

  snapshot(me = "M"): Snapshot {
    const of = (kind: RecordKind): never[] => [...this.rows.values()].filter((held) => held.kind === kind).map((held) => held.row) as never[];
    const lists = { entries: of("entry"), accounts: of("account"), touches: of("touch") };
    return snapshot({ epoch: this.epoch, seq: this.seq, me, truncated: this.truncated, ...lists });
  }

  readonly http: Http = async <T>(_method: "GET" | "POST", path: string): Promise<Answer<T>> => {
    const offline = { title: "", status: 0, code: "offline", message: "" };
    if (!this.reachable) return { ok: false, status: 0, problem: offline };
    if (!path.startsWith("/api/snapshot")) return { ok: true, status: 200, value: { seq: this.seq, truncated: this.truncated, entries: this.snapshot().entries } as T };
    this.snapshots += 1;
    return { ok: true, status: 200, value: structuredClone(this.snapshot()) as T };
  };

  connect(by = "M"): SocketLike {
    const line = new FakeLine(this, by);
    this.lines.push(line);
    return line;
  }

  drop(line: FakeLine): void {
    const place = this.lines.indexOf(line);
    if (place >= 0) this.lines.splice(place, 1);
  }
}

/** One socket. Frames towards the page wait in `inbox` until the test lets them through, so that a cut can lose them. */
export class FakeLine implements SocketLike {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly inbox: ServerFrame[] = [];
  readonly received: ClientFrame[] = [];
  #server: FakeServer;
  #by: string;
  #greeted = false;

  constructor(server: FakeServer, by: string) {
    this.#server = server;
    this.#by = by;
  }

  open(): void { this.onopen?.(); }

  send(text: string): void {
    const frame = JSON.parse(text) as ClientFrame;
    this.received.push(frame);
    if (frame.type === "hello") this.#hello(frame.since);
    else if (frame.type === "command") {
      const before = this.inbox.length;
      const reply = this.#server.apply(this.#by, frame) as ServerFrame;
      // The ack may overtake the change: both orders are allowed.
      if (this.#server.seq % 2 === 0) this.inbox.push(reply);
      else this.inbox.splice(before, 0, reply);
    }
  }

  #hello(since: number): void {
    const { epoch, seq, log } = this.#server;
    this.#greeted = true;
    this.inbox.push({ type: "hello", epoch, seq, me: this.#by });
    const missed = log.filter((frame) => frame.seq > since);
    this.inbox.push(...(missed.length > 3 ? [this.#coalesced(missed, seq)] : missed));
  }

  /** Catching up: one item per record, and nobody's command ids. */
  #coalesced(missed: ChangesFrame[], seq: number): ChangesFrame {
    const last = new Map(missed.flatMap((frame) => frame.items.map((item) => [item.id, item] as const)));
    const items = [...last.values()].map((item): ChangeItem => {
      const row = this.#server.rows.get(item.id)?.row;
      return row && item.op !== "remove" ? { op: "put", kind: item.kind, id: item.id, rev: row.rev, record: row } : item;
    });
    return { type: "changes", seq, at: "", by: null, items };
  }

  deliver(frame: ServerFrame): void { if (this.#greeted) this.inbox.push(frame); }

  /** Lets `count` frames through to the page. */
  let_through(count = Infinity): void {
    for (let i = 0; i < count && this.inbox.length > 0; i += 1) this.onmessage?.({ data: JSON.stringify(this.inbox.shift()) });
  }

  /** The network breaks: what waits in the inbox is lost. */
  cut(code = 1006): void {
    this.#server.drop(this);
    this.inbox.length = 0;
    this.onclose?.({ code });
  }

  close(): void { this.#server.drop(this); }
}
