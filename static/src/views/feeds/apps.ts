// How to put a feed into each calendar app, and how soon it will look again: what the apps really do (feeds.md D-1,
// D-2), not what one would wish. Pure.
export interface CalendarApp {
  id: string;
  name: string;
  /** Opens the app with the address filled in, where there is such a way. */
  link: ((feed_url: string, name: string) => string) | null;
  link_label: string;
  steps: string[];
  refresh: string;
  /** The app's own servers fetch it: they must be able to reach this host. */
  from_internet: boolean;
}

/** Apple subscribes to webcal:, which stands for the same address over https; webcals: is refused by iOS. */
export function webcal_url(feed_url: string): string {
  return feed_url.replace(/^https?:/, "webcal:");
}

export const calendar_apps: readonly CalendarApp[] = [
  {
    id: "google", name: "Google", from_internet: true,
    link: (url) => `https://calendar.google.com/calendar/render?cid=${encodeURIComponent(webcal_url(url))}`,
    link_label: "Add to Google Calendar",
    steps: [
      "On a computer, open calendar.google.com (the phone app cannot add links).",
      "Beside “Other calendars” press +, then “From URL”.",
      "Paste the link and press “Add calendar”.",
    ],
    refresh: "Google looks again when it wants to: every 4 to 24 hours as measured, and it cannot be hurried. Good for the plan, not for today’s changes.",
  },
  {
    id: "outlook", name: "Outlook", from_internet: true,
    link: (url, name) => `https://outlook.office.com/calendar/0/addfromweb?url=${encodeURIComponent(url)}&name=${encodeURIComponent(name)}`,
    link_label: "Add to Outlook on the web",
    steps: [
      "New Outlook and the web: Calendar, “Add calendar”, “Subscribe from web”, paste the link, “Import”.",
      "Classic Outlook: Calendar, “Open Calendar”, “From Internet”, paste the link, keep “Update Limit” ticked.",
    ],
    refresh: "Outlook on the web looks about every 3 hours, sometimes only once a day. Classic Outlook looks with each send and receive, about hourly.",
  },
  {
    id: "apple", name: "Apple", from_internet: false,
    link: (url) => webcal_url(url),
    link_label: "Subscribe in Apple Calendar",
    steps: [
      "On the Mac: File, “New Calendar Subscription”, paste the link.",
      "On iPhone or iPad: Calendar app, Calendars, “Add Calendar”, “Add Subscription Calendar”.",
      "Choose “Auto-refresh: every 15 minutes”. Left alone it may look only once a day or a week.",
    ],
    refresh: "You choose: every 5 minutes to once a week. With “Location: iCloud”, Apple’s servers fetch it, at their own pace.",
  },
  {
    id: "thunderbird", name: "Thunderbird", from_internet: false,
    link: null, link_label: "",
    steps: ["Calendar, “New Calendar”, “On the Network”.", "Paste the link as location, leave the user name empty.", "Press “Find Calendars”, then “Subscribe”."],
    refresh: "Every 30 minutes; in the calendar’s properties you can make it less.",
  },
];

/** Google and Outlook fetch from the internet: an address only this network knows stays empty there. */
export function reachable_from_internet(origin: string): boolean {
  const { hostname, protocol } = new URL(origin);
  if (protocol !== "https:" || !hostname.includes(".") || hostname.startsWith("[")) return false;
  if (/\.(local|lan|internal|home|test|example|localhost)$/i.test(hostname)) return false;
  return !/^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|0\.)/.test(hostname);
}

/** The server answers with the token once; the path ends with a readable name, which Thunderbird shows (feeds.md D-2). */
export function feed_path(token: string, name: string): string {
  const slug = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return `/feeds/${token}/${slug || "tandem"}.ics`;
}

/** The address to hand out: the server answers with a path, the page knows where it was loaded from. */
export function absolute_url(path_or_url: string, origin: string): string {
  return new URL(path_or_url, origin).href;
}
