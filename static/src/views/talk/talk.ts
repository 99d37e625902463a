// Comments and reactions as the page shows them: who is named in a text, what is typed after an @, who gave which sign.
// Pure.
import type { Calendar, Comment, Entry, Member, Reaction, ReactionKind } from "../../protocol/records";
import { reaction_kind_choices } from "../../protocol/generated";

/** What is talked about: one of the three. */
export type Subject = { entry_id: string } | { offer_id: string } | { account_id: string };
type About = { entry_id: string | null; offer_id: string | null; account_id: string | null };

export function is_about(record: About, subject: Subject): boolean {
  return Object.entries(subject).every(([field, id]) => record[field as keyof About] === id);
}

/** The oldest first, as one reads. */
export function in_order(comments: Iterable<Comment>, subject: Subject): Comment[] {
  const about = [...comments].filter((comment) => is_about(comment, subject));
  return about.sort((a, b) => (a.created_at === b.created_at ? (a.id < b.id ? -1 : 1) : a.created_at < b.created_at ? -1 : 1));
}

// -- naming people

export interface Naming { from: number; query: string }

/** The name that is being typed at the caret: from an @ that begins a word, in the same line. */
export function naming_at(text: string, caret: number): Naming | null {
  const found = /(?:^|[\s(])@([^\n@]{0,40})$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const query = found[1] ?? "";
  return { from: caret - query.length - 1, query };
}

export function put_name(text: string, naming: Naming, caret: number, name: string): { text: string; caret: number } {
  const rest = text.slice(caret);
  const named = `@${name}${/^\s/u.test(rest) ? "" : " "}`;
  return { text: text.slice(0, naming.from) + named + rest, caret: naming.from + named.length + (/^\s/u.test(rest) ? 1 : 0) };
}

/** Whom the typed query may mean: a part of the name begins with it. */
export function candidates(members: Iterable<Member>, query: string): Member[] {
  const wanted = query.toLowerCase();
  const fits = (name: string): boolean => name.startsWith(wanted) || name.split(/\s+/u).some((part) => part.startsWith(wanted));
  return [...members]
    .filter((member) => member.active && fits(member.name.toLowerCase()))
    .sort((a, b) => a.name.localeCompare(b.name, "en"))
    .slice(0, 8);
}

export interface Piece { text: string; member_id: string | null }

/** The text cut where it names someone; of two names that fit, the longer. */
export function pieces(text: string, named: readonly { id: string; name: string }[]): Piece[] {
  const names = [...named].sort((a, b) => b.name.length - a.name.length);
  const found: Piece[] = [];
  let plain = "";
  const flush = (): void => { if (plain) found.push({ text: plain, member_id: null }); plain = ""; };
  for (let at = 0; at < text.length; ) {
    const member = text[at] === "@" ? names.find(({ name }) => name && text.startsWith(name, at + 1) && !/[\p{L}\p{N}]/u.test(text[at + 1 + name.length] ?? "")) : undefined;
    if (member) {
      flush();
      found.push({ text: `@${member.name}`, member_id: member.id });
      at += member.name.length + 1;
    } else plain += text[at++] ?? "";
  }
  flush();
  return found;
}

/** Ids of those the text names. Of two members of one name it is the one that was chosen from the list. */
export function named_in(text: string, members: Iterable<Member>, chosen: readonly string[]): string[] {
  const by_choice = [...members].filter((member) => member.active || chosen.includes(member.id))
    .sort((a, b) => Number(chosen.includes(b.id)) - Number(chosen.includes(a.id)));
  const one_each = by_choice.filter((member, place) => by_choice.findIndex(({ name }) => name === member.name) === place);
  return [...new Set(pieces(text, one_each).flatMap(({ member_id }) => member_id ?? []))];
}

// -- who sees it

/** As the server decides it (calendar.cpp, visibility.cpp), to say who will not be told. */
export function may_see(member: Member, subject: Subject, entry: Entry | undefined, calendar: Calendar | undefined): boolean {
  if (!("entry_id" in subject)) return true;
  if (!entry || !calendar) return true;
  const is_party = [entry.owner_id, entry.backup_owner_id, entry.created_by].includes(member.id);
  return (!entry.private || is_party) && reads(member, calendar);
}

function reads(member: Member, calendar: Calendar): boolean {
  if (member.role === "admin") return true;
  const level = (who: string): string | undefined => calendar.rights.find((right) => right.startsWith(`${who}:`))?.slice(who.length + 1);
  const given = level(member.id) ?? level(member.team);
  if (given) return given === "read" || given === "write";
  return calendar.team === null || calendar.team === member.team;
}

// -- reactions

export const reaction_words: Record<ReactionKind, string> = { up: "Thumbs up", heart: "Heart", celebrate: "Celebrate", laugh: "Laugh", eyes: "Looking at it" };

/** Thumbs up on the idea itself, not on a comment about it. */
export function votes_for(reactions: Iterable<Reaction>, entry_id: string): Reaction[] {
  return [...reactions].filter((one) => one.entry_id === entry_id && one.kind === "up" && !one.comment_id);
}

export interface Sign { kind: ReactionKind; members: string[]; own: string | null }

/** Each sign that was given, in the fixed order, with who gave it and the id of one's own. */
export function signs(reactions: Iterable<Reaction>, me: string): Sign[] {
  const given = [...reactions].sort((a, b) => (a.id < b.id ? -1 : 1));
  return reaction_kind_choices.flatMap((kind) => {
    const of_kind = given.filter((reaction) => reaction.kind === kind);
    if (of_kind.length === 0) return [];
    const members = [...new Set(of_kind.flatMap(({ created_by }) => created_by ?? []))];
    return [{ kind, members, own: of_kind.find(({ created_by }) => created_by === me)?.id ?? null }];
  });
}
