import { expect, test } from "vitest";
import type { Answer } from "../../sync/http";
import type { Preview } from "./import";
import { Importer, TableImporter, type ImporterPorts } from "./importer.svelte";

const file = (name: string) => new File(["BEGIN:VCALENDAR"], name);
const preview: Preview = { created: 2, changed: 0, unchanged: 0, skipped: 0, items: [], cut: false, warnings: [] };

/** A server that answers when told to, in any order. */
function server() {
  const asked: { path: string; answer: (answer: Answer<unknown>) => void }[] = [];
  const sent: unknown[] = [];
  const ports = {
    post: (path: string) => new Promise((answer) => asked.push({ path, answer })),
    send: (name: string, args: object) => (sent.push([name, args]), Promise.resolve({ type: "ack", seq: 1, taken_back: { entries: 1, kept_count: 1, kept: [{ id: "E", title: "Fair", reason: "" }] } })),
  } as unknown as ImporterPorts;
  return { asked, sent, ports };
}
const good = (value: unknown): Answer<unknown> => ({ ok: true, status: 200, value });

test("importer: shows what the file last chosen would do, whichever answer comes first", async () => {
  const { asked, ports } = server();
  const importer = new Importer(ports, "A");
  const first = importer.look(file("one.ics"), "A");
  const second = importer.look(file("two.ics"), "B");
  asked[1]?.answer(good(preview));
  asked[0]?.answer(good({ ...preview, created: 9 }));
  await Promise.all([first, second]);
  expect(asked.map(({ path }) => path)).toEqual(["/api/import?calendar=A&preview=true", "/api/import?calendar=B&preview=true"]);
  expect([importer.preview?.created, importer.busy, importer.file?.name]).toEqual([2, null, "two.ics"]);
});

test("importer: imports once, however often it is pressed, and takes the whole back", async () => {
  const { asked, sent, ports } = server();
  const importer = new Importer(ports, "A");
  const looked = importer.look(file("one.ics"), "A");
  asked[0]?.answer(good(preview));
  await looked;
  const done = importer.run();
  expect(await importer.run()).toBe(false);
  asked[1]?.answer(good({ ...preview, import_id: "I", skipped: [] }));
  expect(await done).toBe(true);
  expect(asked).toHaveLength(2);
  await importer.undo();
  expect(sent).toEqual([["import.undo", { id: "I" }]]);
  expect([importer.undone, importer.kept]).toEqual([true, "One entry stays, because it was changed since: “Fair”."]);
});

test("importer: a refusal is told and the file can be chosen again", async () => {
  const { asked, ports } = server();
  const importer = new Importer(ports, "A");
  const looked = importer.look(file("one.ics"), "A");
  asked[0]?.answer({ ok: false, status: 422, problem: { title: "", status: 422, code: "invalid", message: "no calendar at line 1" } });
  await looked;
  expect([importer.problem, importer.preview, importer.busy]).toEqual(["No calendar at line 1.", null, null]);
  void importer.look(file("two.ics"), "A");
  expect(importer.problem).toBe("");
});

test("importer: an empty file is not sent", async () => {
  const { asked, ports } = server();
  await new Importer(ports, "A").look(new File([], "none.ics"), "A");
  expect(asked).toHaveLength(0);
});

test("importer: of a table, what its columns hold is sent along once it was changed, and forgotten with another kind", async () => {
  const { asked, ports } = server();
  const table = new TableImporter(ports, "accounts", "C");
  const looked = table.look(file("accounts.csv"));
  asked[0]?.answer(good({ columns: ["name", "", "city"] }));
  await looked;
  const mapped = table.map(1, "name");
  asked[1]?.answer(good({ columns: ["", "name", "city"] }));
  await mapped;
  void table.choose({ kind: "entries" });
  expect(asked.map(({ path }) => path)).toEqual([
    "/api/import/csv?kind=accounts&preview=true",
    "/api/import/csv?kind=accounts&columns=,name,city&preview=true",
    "/api/import/csv?kind=entries&calendar=C&preview=true",
  ]);
});
