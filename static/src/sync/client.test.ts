import { beforeEach, expect, test } from "vitest";
import { id_maker } from "./ulid";
import { Client } from "./client";
import type { Outcome } from "./outcomes";
import type { ClientEvents } from "./ports";
import { FakeServer, type FakeLine } from "./fake_server";
import type { PendingCommand, QueueStorage } from "./queue";
import { table_of } from "./state";
import { FakeClock } from "./testing";

let server: FakeServer;
let clock: FakeClock;
let stored: Map<string, PendingCommand>;

function storage(): QueueStorage {
  return {
    load: () => [...stored.values()].map((command) => structuredClone(command)),
    put: (command) => { stored.set(command.command_id, structuredClone(command)); },
    remove: (command_id) => { stored.delete(command_id); },
  };
}

const new_id = id_maker({ now: () => 1_790_000_000_000, random: (bytes) => bytes.fill(0) });
const silent: ClientEvents = {
  status: () => undefined, touched: () => undefined, presence: () => undefined, queue_changed: () => undefined,
  acked: () => undefined, refused: () => undefined, conflict: () => undefined,
};

function client(events: Partial<ClientEvents> = {}, by = "M"): Client {
  return new Client({
    http: server.http, new_id, clock, random: () => 0.5, online: () => server.reachable,
    open_socket: () => server.connect(by), queue_storage: storage, initial_window: () => ({ from: "2026-10-01", to: "2027-01-01" }),
  }, { ...silent, ...events });
}

const line = (): FakeLine => server.lines.at(-1) as FakeLine;

async function live(events: Partial<ClientEvents> = {}): Promise<Client> {
  const page = client(events);
  await page.start();
  line().open();
  line().let_through();
  return page;
}

const other = (name: string, args: Record<string, unknown>, base_rev?: number): void => {
  server.apply("other", { command_id: new_id(), name, args, ...(base_rev === undefined ? {} : { base_rev }) });
};
const names = (page: Client): string[] => [...table_of(page.state, "account").values()].map((row) => (row as { name: string }).name);
const shown = (page: Client, id: string): unknown => page.view(`account/${id}`);

beforeEach(() => {
  server = new FakeServer();
  clock = new FakeClock();
  stored = new Map();
});

test("Client: an own change shows at once and stays through its confirmation", async () => {
  const page = await live();
  const sent = page.send("account.create", { id: "A", name: "Hanse" });
  expect(shown(page, "A")).toMatchObject({ name: "Hanse", rev: 0 });
  line().let_through();
  expect(shown(page, "A")).toMatchObject({ name: "Hanse", rev: 1 });
  expect(await sent).toMatchObject({ type: "ack", seq: 1, id: "A" });
  expect(page.queue.all).toEqual([]);
});

test("Client: a refused change is taken back", async () => {
  other("account.create", { id: "A", name: "Hanse" });
  const page = await live();
  other("account.delete", { id: "A" });
  const sent = page.send("account.update", { id: "A", name: "New" });
  expect(shown(page, "A")).toMatchObject({ name: "New" });
  line().let_through();
  expect(shown(page, "A")).toBeUndefined();
  expect(await sent).toMatchObject({ type: "refused", code: "not_found" });
  expect(stored.size).toBe(0);
});

test("Client: a refusal that blames no field names none", async () => {
  const page = await live();
  const sent = page.send("account.create", { id: "A", name: "Hanse" });
  const { command_id } = page.queue.all[0] as PendingCommand;
  line().inbox.length = 0;
  line().inbox.push({ type: "refused", command_id, code: "forbidden", field: "", message: "No." });
  line().let_through();
  expect(await sent).toEqual({ type: "refused", code: "forbidden", field: undefined, message: "No." });
});

test("Client: two quick edits of one field do not conflict with each other", async () => {
  other("account.create", { id: "A", name: "Hanse" });
  const page = await live();
  const outcomes = [page.send("account.update", { id: "A", name: "One" }, { base_rev: 1 }), page.send("account.update", { id: "A", name: "Two" }, { base_rev: 1 })];
  line().let_through();
  line().let_through();
  expect((await Promise.all(outcomes)).map((outcome) => outcome.type)).toEqual(["ack", "ack"]);
  expect(server.rows.get("A")?.row).toMatchObject({ name: "Two" });
});

test("Client: the same field changed by another is a conflict, and choosing mine writes it", async () => {
  other("account.create", { id: "A", name: "Hanse" });
  const page = await live();
  other("account.update", { id: "A", name: "Theirs" });
  const sent = page.send("account.update", { id: "A", name: "Mine", city: "Kiel" }, { base_rev: 1 });
  line().let_through();
  const outcome = await sent;
  expect(outcome).toMatchObject({ type: "conflict", conflict: { fields: { name: { theirs: "Theirs", mine: "Mine" } }, undisputed: { city: "Kiel" } } });
  expect(shown(page, "A")).toMatchObject({ name: "Theirs" });
});

test("Client: made offline, kept over a reload, sent once", async () => {
  const page = await live();
  line().cut();
  expect(await page.send("account.create", { id: "A", name: "Offline" })).toEqual({ type: "queued" });
  page.stop();
  const again = await live();
  expect(shown(again, "A")).toMatchObject({ name: "Offline" });
  line().let_through();
  expect(server.created).toEqual(["A"]);
  expect(stored.size).toBe(0);
});

test("Client: an answer lost with the line is asked for again and nothing doubles", async () => {
  const page = await live();
  const sent: Promise<Outcome> = page.send("account.create", { id: "A", name: "Once" });
  line().cut(); // the server has done it, the ack is lost
  expect(await sent).toEqual({ type: "queued" });
  clock.advance(20_000);
  line().open();
  line().let_through();
  expect(server.created).toEqual(["A"]);
  expect(names(page)).toEqual(["Once"]);
  expect(page.queue.all).toEqual([]);
});

test("Client: what happened meanwhile arrives in order after a cut mid-stream", async () => {
  other("account.create", { id: "A", name: "0" });
  const page = await live();
  for (let i = 1; i <= 5; i += 1) other("account.update", { id: "A", name: String(i) });
  line().let_through(2);
  line().cut();
  for (let i = 6; i <= 9; i += 1) other("account.update", { id: "A", name: String(i) });
  clock.advance(20_000);
  line().open();
  line().let_through();
  expect(shown(page, "A")).toMatchObject({ name: "9", rev: 10 });
  expect(server.snapshots).toBe(1);
});

test("Client: another epoch or a resync takes a new snapshot and keeps own open commands", async () => {
  const page = await live();
  line().cut();
  void page.send("account.create", { id: "A", name: "Mine" });
  server.epoch = "restored";
  clock.advance(20_000);
  line().open();
  line().let_through();
  await Promise.resolve();
  for (let i = 0; i < 10; i += 1) await Promise.resolve();
  line().let_through();
  expect(page.state.epoch).toBe("restored");
  line().let_through();
  expect(server.created).toEqual(["A"]);
});

test("Client: signed out elsewhere, nothing of the member stays", async () => {
  other("account.create", { id: "A", name: "Secret" });
  const seen: string[] = [];
  const page = await live({ status: (status) => seen.push(status) });
  line().cut(4001);
  expect(seen.at(-1)).toBe("signed_out");
  expect(names(page)).toEqual([]);
  clock.advance(60_000);
  expect(server.lines.length).toBe(0);
});

test("Client: twenty commands a second at most leave the page", async () => {
  const page = await live();
  line().cut();
  for (let i = 0; i < 60; i += 1) void page.send("account.create", { id: `A${i}`, name: String(i) });
  clock.advance(20_000);
  line().open();
  line().let_through();
  const before = line().received.length;
  for (let i = 0; i < 10; i += 1) {
    clock.advance(100);
    line().let_through();
  }
  expect(line().received.length - before).toBeLessThanOrEqual(20);
  for (let i = 0; i < 100; i += 1) {
    clock.advance(100);
    line().let_through();
  }
  expect(server.created).toEqual(Array.from({ length: 60 }, (_, i) => `A${i}`));
  expect(page.queue.all).toEqual([]);
});
