import { expect, test } from "vitest";
import { blank, type Calendar, type Comment, type Entry, type Member, type Reaction } from "../../protocol/records";
import { candidates, in_order, may_see, named_in, naming_at, pieces, put_name, signs, votes_for } from "./talk";

const member = (id: string, name: string, more: Partial<Member> = {}): Member => ({ id, ...blank.member, name, active: true, ...more });
const mia = member("M", "Mia Sommer", { team: "marketing" });
const rob = member("R", "Rob Ley", { team: "sales" });
const robert = member("T", "Rob Leyton", { team: "sales" });

test("Talk: a name is being typed after an @ that begins a word, up to the caret", () => {
  expect(naming_at("Ask @ro", 7)).toEqual({ from: 4, query: "ro" });
  expect(naming_at("@", 1)).toEqual({ from: 0, query: "" });
  expect(naming_at("(@Rob Le", 8)).toEqual({ from: 1, query: "Rob Le" });
  expect(naming_at("mail rob@x.example", 18)).toBeNull();
  expect(naming_at("@ro\nnext", 8)).toBeNull();
});

test("Talk: a chosen name takes the place of what was typed, and one goes on after it", () => {
  expect(put_name("Ask @ro now", { from: 4, query: "ro" }, 7, "Rob Ley")).toEqual({ text: "Ask @Rob Ley now", caret: 13 });
  expect(put_name("@", { from: 0, query: "" }, 1, "Mia Sommer")).toEqual({ text: "@Mia Sommer ", caret: 12 });
});

test("Talk: members are found by the beginning of any part of their name; who has left is not", () => {
  const gone = member("G", "Rob Gone", { active: false });
  expect(candidates([robert, mia, rob, gone], "le").map(({ id }) => id)).toEqual(["R", "T"]);
  expect(candidates([robert, mia, rob], "")).toHaveLength(3);
});

test("Talk: of two names that fit the longer is meant, and a name ends where the word ends", () => {
  expect(named_in("@Rob Leyton and @Mia Sommer, look", [mia, rob, robert], [])).toEqual(["T", "M"]);
  expect(named_in("@Rob Leys", [rob], [])).toEqual([]);
  expect(named_in("no one", [rob], ["R"])).toEqual([]);
});

test("Talk: of two members of one name the chosen one is meant", () => {
  const other = member("Q", "Rob Ley");
  expect(named_in("@Rob Ley", [rob, other], ["Q"])).toEqual(["Q"]);
});

test("Talk: a text is cut where it names someone, and nothing of it is lost", () => {
  const cut = pieces("Hi @Rob Ley, and @nobody", [rob]);
  expect(cut).toEqual([{ text: "Hi ", member_id: null }, { text: "@Rob Ley", member_id: "R" }, { text: ", and @nobody", member_id: null }]);
});

test("Talk: comments of one thing alone, the oldest first", () => {
  const comment = (id: string, created_at: string, entry_id: string): Comment => ({ id, ...blank.comment, created_at, entry_id });
  const all = [comment("C", "2026-03-02T00:00:00Z", "E"), comment("B", "2026-03-01T00:00:00Z", "E"), comment("A", "2026-03-01T00:00:00Z", "F")];
  expect(in_order(all, { entry_id: "E" }).map(({ id }) => id)).toEqual(["B", "C"]);
});

test("Talk: who cannot see an entry is known from its calendar's rights and from its being private", () => {
  const entry = { id: "E", ...blank.entry, created_by: "M" } as Entry;
  const calendar = (more: Partial<Calendar>): Calendar => ({ id: "K", ...blank.calendar, team: null, rights: [], ...more });
  const sees = (who: Member, its: Entry, of: Calendar): boolean => may_see(who, { entry_id: "E" }, its, of);
  expect(sees(rob, entry, calendar({}))).toBe(true);
  expect(sees(rob, entry, calendar({ team: "marketing" }))).toBe(false);
  expect(sees(rob, entry, calendar({ rights: ["sales:busy"] }))).toBe(false);
  expect(sees(rob, entry, calendar({ rights: ["sales:busy", "R:read"] }))).toBe(true);
  expect(sees(rob, { ...entry, private: true }, calendar({}))).toBe(false);
  expect(sees(mia, { ...entry, private: true }, calendar({}))).toBe(true);
  expect(sees({ ...rob, role: "admin" }, { ...entry, private: true }, calendar({}))).toBe(false);
});

test("Talk: signs stand in one order, each with its givers and one's own", () => {
  const given = (id: string, kind: Reaction["kind"], by: string): Reaction => ({ id, ...blank.reaction, kind, created_by: by });
  expect(signs([given("1", "eyes", "R"), given("2", "up", "R"), given("3", "up", "M")], "M")).toEqual([
    { kind: "up", members: ["R", "M"], own: "3" },
    { kind: "eyes", members: ["R"], own: null },
  ]);
});

test("Talk: a vote is a thumbs up on the idea itself", () => {
  const up = (id: string, more: Partial<Reaction>): Reaction => ({ id, ...blank.reaction, kind: "up", entry_id: "E", ...more });
  const given = [up("1", {}), up("2", { comment_id: "C" }), up("3", { kind: "heart" }), up("4", { entry_id: "F" })];
  expect(votes_for(given, "E").map(({ id }) => id)).toEqual(["1"]);
});
