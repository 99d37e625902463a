// The pages of the rail and the phone's tabs: one table.
import type { Component } from "svelte";
import Activity from "@lucide/svelte/icons/activity";
import BadgePercent from "@lucide/svelte/icons/badge-percent";
import Building from "@lucide/svelte/icons/building-2";
import CalendarDays from "@lucide/svelte/icons/calendar-days";
import Inbox from "@lucide/svelte/icons/inbox";
import PhoneCall from "@lucide/svelte/icons/phone-call";
import Radar from "@lucide/svelte/icons/radar";
import Rss from "@lucide/svelte/icons/rss";
import Route from "@lucide/svelte/icons/route";
import Settings from "@lucide/svelte/icons/settings";
import Sun from "@lucide/svelte/icons/sun";
import Target from "@lucide/svelte/icons/target";
import Trash from "@lucide/svelte/icons/trash-2";
import type { Page } from "../store/address";

export interface NavItem {
  page: Page;
  rest: string[];
  label: string;
  short?: string; // on a phone's tab
  icon: Component;
  tab: boolean;
}

export const nav: NavItem[] = [
  { page: "calendar", rest: [], label: "Calendar", icon: CalendarDays, tab: true },
  { page: "today", rest: [], label: "Today", icon: Sun, tab: true },
  { page: "outreach", rest: [], label: "Outreach", short: "Log", icon: PhoneCall, tab: true },
  { page: "inbox", rest: [], label: "Inbox", icon: Inbox, tab: true },
  { page: "journey", rest: [], label: "Journey", icon: Route, tab: false },
  { page: "radar", rest: [], label: "Touch radar", icon: Radar, tab: false },
  { page: "accounts", rest: [], label: "Accounts", icon: Building, tab: false },
  { page: "audiences", rest: [], label: "Audiences", icon: Target, tab: false },
  { page: "offers", rest: [], label: "Offers", icon: BadgePercent, tab: false },
  { page: "activity", rest: [], label: "Activity", icon: Activity, tab: false },
  { page: "trash", rest: [], label: "Trash", icon: Trash, tab: false },
  { page: "settings", rest: ["feeds"], label: "Calendar feeds", icon: Rss, tab: false },
  { page: "settings", rest: [], label: "Settings", icon: Settings, tab: false },
];

export function is_here(item: NavItem, page: string, rest: string[]): boolean {
  if (item.page !== page) return false;
  if (page !== "settings") return true;
  return (item.rest[0] === "feeds") === (rest[0] === "feeds");
}
