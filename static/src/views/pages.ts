// Every page beside the calendar, loaded when first visited. The key is the first part of the path; a page's
// component takes no props and reads route.now.rest for what follows. One line per page.
import type { Component } from "svelte";
import type { Page } from "../store/address";

type Loader = () => Promise<{ default: Component }>;

export const page_loaders: Partial<Record<Page, Loader>> = {
  settings: () => import("./settings/Settings.svelte"),
  inbox: () => import("./inbox/Inbox.svelte"),
  trash: () => import("./trash/Trash.svelte"),
  activity: () => import("./activity/Activity.svelte"),
  offers: () => import("./offers/Offers.svelte"),
  radar: () => import("./radar_page/RadarPage.svelte"),
  accounts: () => import("./accounts/Accounts.svelte"),
  journey: () => import("./journey/Journey.svelte"),
  audiences: () => import("./audiences/Audiences.svelte"),
  today: () => import("./today/Today.svelte"),
  outreach: () => import("./outreach/Outreach.svelte"),
};
