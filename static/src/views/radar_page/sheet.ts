// The page of the radar as the server tells it, accounts × days, and its words. Pure.
import { count, team_words, word } from "../../parts/words";
import type { RadarOverride, RadarRule } from "../../protocol/generated";
import type { Channel, EntryKind, Status, Team, Touch } from "../../protocol/records";
import { add_days, weekday } from "../../time/dates";
import { long_date } from "../../time/format";
import { rule_name, type Rules } from "../radar/rules";

export type ByTeam = Record<Team, number>;
export interface BoardDay { on: string; planned: ByTeam; logged: ByTeam; hidden: number; broken: RadarRule[] }
export interface BoardRow {
  id: string; name: string; owner_id: string | null; do_not_contact: boolean; open_opportunity: boolean;
  broken: number; touches: number; days: BoardDay[];
}
export interface BoardAnswer { seq: number; accounts: number; reached: number; rows: BoardRow[] }
export interface CellEntry { id: string; title: string; kind: EntryKind; channel: Channel; status: Status; owner_id: string | null; team: Team }
export interface CellAnswer { entries: CellEntry[]; hidden: number; touches: Touch[]; broken: RadarRule[] }
export interface OverridesAnswer { overrides: { override: RadarOverride; entry: CellEntry }[] }

export const page_rows = 100; // asked for at once; the server tells no more than 200
const team_order: Team[] = ["marketing", "sales", "other"];

/** The days shown: whole weeks from the Monday on or before `on`. */
export function days_from(on: string, weeks: number): string[] {
  const monday = add_days(on, -((weekday(on) + 6) % 7));
  return Array.from({ length: weeks * 7 }, (_, day) => add_days(monday, day));
}

export interface ChipOf { key: string; kind: Team | "hidden"; logged: boolean; text: string }

/** What is drawn in a cell: a letter for each team, twice where it has planned and logged; a number from two on. */
export function chips(day: BoardDay): ChipOf[] {
  const one = (kind: ChipOf["kind"], letter: string, number: number, logged: boolean): ChipOf[] =>
    number ? [{ key: `${kind}${logged}`, kind, logged, text: number > 1 ? `${letter}${Math.min(number, 99)}` : letter }] : [];
  const of_team = (team: Team) => {
    const letter = word(team_words, team)[0] ?? "";
    return [...one(team, letter, day.logged[team], true), ...one(team, letter, day.planned[team], false)];
  };
  return [...team_order.flatMap(of_team), ...one("hidden", "?", day.hidden, false)];
}

/** "marketing: 1 planned, sales: 2 logged" */
function touch_words({ planned, logged, hidden }: BoardDay): string {
  const of_team = (team: Team) => {
    const parts = [planned[team] ? `${planned[team]} planned` : "", logged[team] ? `${logged[team]} logged` : ""].filter(Boolean);
    return parts.length ? [`${word(team_words, team).toLowerCase()} ${parts.join(" and ")}`] : [];
  };
  return [...team_order.flatMap(of_team), ...(hidden ? [`${hidden} that you may not see`] : [])].join(", ");
}

/** What a cell says to those who do not see it. */
export function cell_words(on: string, day: BoardDay | undefined, rules: Rules): string {
  if (!day) return `${long_date(on)}: nothing`;
  const broken = day.broken.map((rule) => rule_name(rule, rules));
  return [`${long_date(on)}: ${touch_words(day) || "nothing"}`, ...broken].join(". ");
}

export function row_words({ broken, touches }: BoardRow): string {
  if (!touches) return "Hears nothing";
  return broken ? `${count(broken, "day")} against a rule` : count(touches, "touch", "touches");
}

/** The rows in sight and some around them. */
export function rows_in_sight(top: number, height: number, row: number, total: number, around = 8): { first: number; last: number } {
  const first = Math.max(0, Math.floor(top / row) - around);
  return { first, last: Math.min(total, Math.ceil((top + height) / row) + around) };
}

export interface Place { row: number; column: number }

/** Where a key leads from a cell; null for a key that leads nowhere. Column 0 is the name. */
export function step(from: Place, key: string, ctrl: boolean, rows: number, columns: number, page: number): Place | null {
  const at = (row: number, column: number): Place => ({ row: Math.max(0, Math.min(row, rows - 1)), column: Math.max(0, Math.min(column, columns - 1)) });
  switch (key) {
    case "ArrowUp": return at(from.row - 1, from.column);
    case "ArrowDown": return at(from.row + 1, from.column);
    case "ArrowLeft": return at(from.row, from.column - 1);
    case "ArrowRight": return at(from.row, from.column + 1);
    case "PageUp": return at(from.row - page, from.column);
    case "PageDown": return at(from.row + page, from.column);
    case "Home": return at(ctrl ? 0 : from.row, 0);
    case "End": return at(ctrl ? rows - 1 : from.row, columns - 1);
    default: return null;
  }
}
