// The address of the page as a value: what is shown, when, filtered how, and which entry is open. Pure; route.svelte.ts
// keeps it in step with the browser. Unknown or broken parts of an address fall back to the default, never to an error.
import { is_date } from "../time/dates";

export const views = ["month", "week", "day", "list", "timeline"] as const;
export type View = (typeof views)[number];
export const row_choices = ["campaign", "owner", "channel"] as const;
export type Rows = (typeof row_choices)[number];
export const zooms = ["month", "quarter", "year"] as const;
export type Zoom = (typeof zooms)[number];
export const filter_names = ["calendars", "kind", "status", "owner", "team", "stage", "channel", "tag"] as const;
export type FilterName = (typeof filter_names)[number];
export type Filters = Record<FilterName, string[]>;

export const pages = ["calendar", "today", "outreach", "accounts", "audiences", "journey", "offers", "activity", "inbox", "radar", "trash", "settings", "invitation", "setup"] as const;
export type Page = (typeof pages)[number];

export interface Address {
  page: Page | "not_found";
  rest: string[]; // what follows the page in the path: /settings/feeds gives ["feeds"]
  view: View | null; // null: the screen's own default (month on a desk, list on a phone)
  on: string | null; // a date inside the period shown; null is today
  rows: Rows;
  zoom: Zoom | null; // null: what suits the screen
  entry: string | null;
  at: string | null; // which occurrence of it, when it repeats: its start
  account: string | null;
  then: string | null; // a past day that the calendar is compared with
  q: string;
  filters: Filters;
}

export function no_filters(): Filters {
  return { calendars: [], kind: [], status: [], owner: [], team: [], stage: [], channel: [], tag: [] };
}

function one_of<T extends string>(choices: readonly T[], value: string | null): T | null {
  return choices.find((choice) => choice === value) ?? null;
}

function a_date(value: string | null): string | null {
  return value && is_date(value) ? value : null;
}

function a_start(value: string | null): string | null {
  const time = value?.slice(10) ?? "";
  return value && is_date(value.slice(0, 10)) && /^(T\d\d:\d\d:\d\d)?$/.test(time) ? value : null;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function parse_address(path: string, search: string): Address {
  const segments = path.split("/").filter(Boolean).map(decode);
  const first = segments[0] ?? "calendar";
  const query = new URLSearchParams(search);
  const filters = no_filters();
  for (const name of filter_names) {
    filters[name] = [...new Set((query.get(name) ?? "").split(",").map((part) => part.trim()).filter(Boolean))];
  }
  return {
    page: one_of(pages, first) ?? "not_found",
    rest: segments.slice(1),
    view: one_of(views, query.get("view")),
    on: a_date(query.get("on")),
    rows: one_of(row_choices, query.get("rows")) ?? "campaign",
    zoom: one_of(zooms, query.get("zoom")),
    entry: query.get("entry"),
    at: query.get("entry") ? a_start(query.get("at")) : null,
    account: query.get("account"),
    then: a_date(query.get("then")),
    q: query.get("q") ?? "",
    filters,
  };
}

export function format_address(address: Address): string {
  const query: [string, string][] = [];
  const put = (name: string, value: string | null) => {
    if (value) query.push([name, value]);
  };
  put("view", address.view);
  put("on", address.on);
  if (address.rows !== "campaign") put("rows", address.rows);
  put("zoom", address.zoom);
  for (const name of filter_names) put(name, address.filters[name].join(","));
  if (address.page === "calendar") put("then", address.then);
  put("q", address.q);
  put("entry", address.entry);
  if (address.entry) put("at", address.at);
  put("account", address.account);
  const path = address.page === "calendar" || address.page === "not_found" ? [] : [address.page, ...address.rest];
  const tail = query.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":")}`).join("&");
  return "/" + path.map(encodeURIComponent).join("/") + (tail ? "?" + tail : "");
}

export function filter_count(filters: Filters): number {
  return filter_names.reduce((sum, name) => sum + (filters[name].length ? 1 : 0), 0);
}
