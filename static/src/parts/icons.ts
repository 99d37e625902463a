// The icon of each kind and status. Colour never stands alone: these say it too.
import type { Component } from "svelte";
import Ban from "@lucide/svelte/icons/ban";
import CalendarCheck from "@lucide/svelte/icons/calendar-check";
import Check from "@lucide/svelte/icons/circle-check";
import CircleDashed from "@lucide/svelte/icons/circle-dashed";
import CircleDot from "@lucide/svelte/icons/circle-dot";
import FileText from "@lucide/svelte/icons/file-text";
import Flag from "@lucide/svelte/icons/flag";
import Lightbulb from "@lucide/svelte/icons/lightbulb";
import Megaphone from "@lucide/svelte/icons/megaphone";
import PhoneOutgoing from "@lucide/svelte/icons/phone-outgoing";
import Ticket from "@lucide/svelte/icons/ticket";
import Users from "@lucide/svelte/icons/users";

export const kind_icons: Record<string, Component> = {
  campaign: Megaphone,
  push: PhoneOutgoing,
  release: FileText,
  event: Ticket,
  review: Users,
  milestone: Flag,
};
export const status_icons: Record<string, Component> = {
  idea: Lightbulb,
  planned: CircleDashed,
  confirmed: CalendarCheck,
  live: CircleDot,
  done: Check,
  cancelled: Ban,
};
