// Random histories: whatever is cut, lost, repeated or reordered between queue and line, every page ends with exactly what
// a fresh snapshot shows, and every command has happened once.
import { expect, test } from "vitest";
import type { ChangesFrame } from "../protocol/frames";
import { id_maker } from "./ulid";
import { Client } from "./client";
import type { ClientEvents } from "./ports";
import { FakeServer, type FakeLine } from "./fake_server";
import type { PendingCommand } from "./queue";
import { apply_changes, state_from_snapshot, type Tables } from "./state";
import { FakeClock } from "./testing";

/** Small and repeatable (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const new_id = id_maker({ now: () => 1_790_000_000_000, random: (bytes) => bytes.fill(0) });
const silent: ClientEvents = {
  status: () => undefined, touched: () => undefined, presence: () => undefined, queue_changed: () => undefined,
  acked: () => undefined, refused: () => undefined, conflict: () => undefined,
};

const sorted = (tables: Pick<Tables, "account">): unknown[] =>
  [...tables.account.values()].sort((a, b) => (a.id < b.id ? -1 : 1));

/** One random command on one of six accounts. */
function random_command(roll: () => number): { name: string; args: Record<string, unknown> } {
  const id = `A${Math.floor(roll() * 6)}`;
  const verb = ["create", "update", "update", "update", "delete"][Math.floor(roll() * 5)] ?? "update";
  const field = roll() < 0.5 ? "name" : "city";
  return { name: `account.${verb}`, args: verb === "delete" ? { id } : { id, [field]: String(Math.floor(roll() * 1e6)) } };
}

test("State: any run of changes gives what a fresh snapshot gives, also with repeats", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const roll = dice(seed);
    const server = new FakeServer();
    const state = state_from_snapshot(server.snapshot());
    for (let i = 0; i < 60; i += 1) server.apply("other", { command_id: new_id(), ...random_command(roll) });
    for (let at = 0; at < server.log.length; at += 1) {
      const frame = server.log[at] as ChangesFrame;
      expect(apply_changes(state, frame).gap).toBeNull();
      if (roll() < 0.3) apply_changes(state, server.log[Math.floor(roll() * (at + 1))] as ChangesFrame);
    }
    expect(sorted(state.tables)).toEqual(sorted(state_from_snapshot(server.snapshot()).tables));
    expect(state.seq).toBe(server.seq);
  }
});

interface Page { client: Client; reload(): Promise<void>; line(): FakeLine | undefined }

/** A page whose queue outlives it, and which can be reloaded at any moment. */
function open_page(server: FakeServer, clock: FakeClock): Page {
  const stored = new Map<string, PendingCommand>();
  const fresh = (): Client => new Client({
    http: server.http, new_id, clock, random: () => 0.5, online: () => true, open_socket: () => server.connect("M"),
    initial_window: () => ({ from: "2026-10-01", to: "2027-01-01" }),
    queue_storage: () => ({
      load: () => [...stored.values()].map((command) => structuredClone(command)),
      put: (command) => { stored.set(command.command_id, structuredClone(command)); },
      remove: (id) => { stored.delete(id); },
    }),
  }, silent);
  const page: Page = {
    client: fresh(),
    line: () => server.lines.at(-1),
    async reload() {
      page.client.stop();
      page.client = fresh();
      await page.client.start();
    },
  };
  return page;
}

async function one_step(page: Page, server: FakeServer, clock: FakeClock, roll: () => number, issued: { count: number }): Promise<void> {
  const chance = roll();
  if (chance < 0.3) {
    issued.count += 1;
    const { name, args } = random_command(roll);
    const rev = page.client.state.tables.account.get(String(args["id"]))?.rev;
    void page.client.send(name, args, name.endsWith(".update") ? { base_rev: rev } : {});
  } else if (chance < 0.5) server.apply("other", { command_id: new_id(), ...random_command(roll) });
  else if (chance < 0.8) page.line()?.let_through(1 + Math.floor(roll() * 3));
  else if (chance < 0.9) clock.advance(1000);
  else if (chance < 0.95) page.line()?.cut();
  else if (chance < 0.97) await page.reload();
  else page.line()?.open();
}

async function settle(page: Page, clock: FakeClock): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    if (!page.line()) clock.advance(20_000);
    if (page.client.status !== "live") page.line()?.open();
    page.line()?.let_through();
    clock.advance(100);
    await Promise.resolve();
  }
}

test("Client: cut, reloaded and resent at random, a page ends as a fresh snapshot and nothing doubles", async () => {
  for (let seed = 1; seed <= 120; seed += 1) {
    const roll = dice(seed * 7919);
    const server = new FakeServer();
    const clock = new FakeClock();
    const page = open_page(server, clock);
    const issued = { count: 0 };
    await page.client.start();
    page.line()?.open();
    for (let i = 0; i < 150; i += 1) await one_step(page, server, clock, roll, issued);
    await settle(page, clock);
    expect(page.client.queue.all, `seed ${seed}`).toEqual([]);
    expect(sorted(page.client.state.tables), `seed ${seed}`).toEqual(sorted(state_from_snapshot(server.snapshot()).tables));
    const own = server.log.filter((frame) => frame.by === "M").map((frame) => frame.command_id ?? "");
    expect(new Set(own).size, "each command once").toBe(own.length);
    expect(own, "in the order they were made").toEqual([...own].sort());
    expect(own.length).toBeLessThanOrEqual(issued.count);
  }
});
