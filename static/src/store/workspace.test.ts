import { beforeEach, expect, test } from "vitest";
import { blank } from "../protocol/records";
import { id_maker } from "../sync/ulid";
import { FakeServer, type FakeLine } from "../sync/fake_server";
import { FakeClock } from "../sync/testing";
import { recent_ms, undo_bar_ms, Workspace } from "./workspace.svelte";

let server: FakeServer;
let clock: FakeClock;
const new_id = id_maker({ now: () => 1_790_000_000_000, random: (bytes) => bytes.fill(0) });
const line = (): FakeLine => server.lines.at(-1) as FakeLine;

async function live(): Promise<Workspace> {
  const workspace = new Workspace({
    http: server.http, new_id, clock, random: () => 0.5, online: () => server.reachable, open_socket: () => server.connect("M"),
    initial_window: () => ({ from: "2026-10-01", to: "2027-01-01" }),
    queue_storage: () => ({ load: () => [], put: () => undefined, remove: () => undefined }),
  });
  await workspace.start();
  line().open();
  line().let_through();
  return workspace;
}

beforeEach(() => {
  server = new FakeServer();
  clock = new FakeClock();
});

test("Workspace: live after snapshot and greeting", async () => {
  const workspace = await live();
  expect(workspace.status).toBe("live");
  expect(workspace.me.name).toBe("Member M");
});

test("Workspace: says once that the server left entries out, and again after a whole snapshot", async () => {
  server.truncated = true;
  const workspace = await live();
  await workspace.load("2026-01-01", "2026-02-01");
  expect(workspace.notices.map((notice) => notice.text)).toEqual([expect.stringContaining("left out")]);
  server.truncated = false;
  await workspace.retry();
  expect([workspace.truncated, workspace.notices.length]).toEqual([false, 1]);
  server.truncated = true;
  await workspace.load("2025-01-01", "2025-02-01");
  expect([workspace.truncated, workspace.notices.length]).toEqual([true, 2]);
});

test("Workspace: an account that the page does not hold is asked for by its id or by words, and stays", async () => {
  const far = (id: string, name: string) => ({ ...blank.account, id, rev: 1, name });
  const answers: Record<string, unknown> = { "/api/accounts/Z": far("Z", "Zander"), "/api/search?q=wels": { entries: [], accounts: [far("W", "Wels")] } };
  const known = server.http;
  Object.assign(server, { http: (method: "GET", path: string) => (answers[path] ? Promise.resolve({ ok: true, status: 200, value: answers[path] }) : known(method, path)) });
  const workspace = await live();
  expect(await workspace.ask.account("Z")).toBe(true);
  expect((await workspace.ask.search("wels"))?.accounts.length).toBe(1);
  expect([...workspace.accounts.values()].map(({ name }) => name)).toEqual(["Zander", "Wels"]);
});

test("Workspace: somebody else's change has a ring for a moment, one's own has none", async () => {
  const workspace = await live();
  server.apply("B", { command_id: new_id(), name: "account.create", args: { id: "A", name: "Hanse" } });
  void workspace.send("account.create", { id: "O", name: "Own" });
  line().let_through();
  expect([...workspace.recent]).toEqual([["A", { by: "B", at: 0 }]]);
  clock.advance(recent_ms);
  expect(workspace.recent.size).toBe(0);
});

test("Workspace: an own change waits in `pending` until confirmed, then the bar offers to undo it", async () => {
  const workspace = await live();
  void workspace.send("account.create", { id: "A", name: "Hanse" }, { label: "Added Hanse" });
  expect([[...workspace.pending], workspace.queued]).toEqual([["A"], 1]);
  line().let_through();
  expect([[...workspace.pending], workspace.queued]).toEqual([[], 0]);
  expect(workspace.undo_bar?.label).toBe("Added Hanse");
  clock.advance(undo_bar_ms);
  expect(workspace.undo_bar).toBeNull();
  expect(workspace.can_undo).toBe(true);
});

test("Workspace: undo while offline takes the unsent change back", async () => {
  const workspace = await live();
  line().cut();
  await workspace.send("account.create", { id: "A", name: "Hanse" }, { label: "Added Hanse" });
  expect(workspace.accounts.has("A")).toBe(true);
  await workspace.undo_bar?.undo();
  expect(workspace.accounts.has("A")).toBe(false);
  expect(workspace.queued).toBe(0);
});

test("Workspace: a refusal that nobody waits for becomes a notice", async () => {
  server.apply("B", { command_id: new_id(), name: "account.create", args: { id: "A", name: "Hanse" } });
  const workspace = await live();
  line().cut();
  await workspace.send("account.update", { id: "A", name: "New" }, { label: "Renamed Hanse" });
  server.apply("B", { command_id: new_id(), name: "account.delete", args: { id: "A" } });
  clock.advance(20_000);
  line().open();
  line().let_through();
  expect(workspace.notices.map((notice) => notice.text)).toEqual(["Not done: Renamed Hanse. It is gone."]);
});

test("Workspace: a conflict is offered and its choice is sent", async () => {
  server.apply("B", { command_id: new_id(), name: "account.create", args: { id: "A", name: "Hanse" } });
  const workspace = await live();
  server.apply("B", { command_id: new_id(), name: "account.update", args: { id: "A", name: "Theirs" } });
  void workspace.send("account.update", { id: "A", name: "Mine" }, { base_rev: 1 });
  line().let_through();
  const conflict = workspace.conflicts[0];
  expect(conflict?.fields["name"]).toMatchObject({ theirs: "Theirs", mine: "Mine" });
  void conflict?.resolve({ name: "mine" });
  line().let_through();
  expect(workspace.accounts.get("A")).toMatchObject({ name: "Mine" });
  expect(workspace.conflicts).toEqual([]);
});

test("Workspace: of a series only the occurrence that moves is pending, where it was and where it goes", async () => {
  const when = { starts_on: "2026-11-03", ends_on: "2026-11-04" };
  server.apply("B", { command_id: new_id(), name: "entry.create", args: { id: "E", when, rrule: ["FREQ=WEEKLY"], occurrences: ["2026-11-03", "2026-11-10"] } });
  const workspace = await live();
  const to = { starts_on: "2026-11-12", ends_on: "2026-11-13" };
  void workspace.send("entry.update", { id: "E", occurrence: "2026-11-10", scope: "this", when: to });
  expect([...workspace.pending]).toEqual(["E@2026-11-10", "E@2026-11-12"]);
  expect(workspace.entries.get("E")).toMatchObject({ when, occurrences: ["2026-11-03", "2026-11-12"] });
  void workspace.send("entry.update", { id: "E", occurrence: "2026-11-03", scope: "all", title: "New" });
  expect([...workspace.pending]).toContain("E");
});

test("Workspace: when somebody changes one occurrence, the rest of the series has no ring", async () => {
  const series = { when: { starts_on: "2026-11-03", ends_on: "2026-11-04" }, rrule: ["FREQ=WEEKLY"], occurrences: ["2026-11-03", "2026-11-10"] };
  server.apply("B", { command_id: new_id(), name: "entry.create", args: { id: "E", ...series } });
  const workspace = await live();
  server.apply("B", { command_id: new_id(), name: "entry.update", args: { id: "E", overrides: ["2026-11-10"], occurrences: ["2026-11-03"] } });
  line().let_through();
  expect([workspace.entries.get("E")?.occurrences, workspace.recent.size]).toEqual([["2026-11-03"], 0]);
  server.apply("B", { command_id: new_id(), name: "entry.update", args: { id: "E", title: "New", exdate: ["2026-11-03"] } });
  line().let_through();
  expect([...workspace.recent.keys()]).toEqual(["E"]);
});
