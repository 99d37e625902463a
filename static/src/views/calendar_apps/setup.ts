// How each calendar app is set up to read and write Tandem's calendars over CalDAV, and what it then does: what the apps
// really do (feeds.md D-1, D-7), not what one would wish. Pure.
import type { Instant, Token, Zone } from "../../protocol/records";
import { relative_time } from "../../time/format";

export interface AppSteps {
  on?: string; // where, if there is more than one way
  steps: string[];
}
export interface CalendarApp {
  id: string;
  name: string;
  /** What it runs on, for a line above the steps. */
  runs_on: string;
  /** An app password's name as one would choose it. */
  example: string;
  server_label: string;
  server: (origin: string) => string;
  ways: AppSteps[];
  /** How soon changes arrive, then what else one should know. */
  soon: string;
  knows: string[];
}

/** The longest name of an app password (token.name). */
export const longest_name = 80;

const with_slash = (origin: string): string => `${origin}/`;
/** Apple asks for a server, not an address; https is what it tries first. */
const host_of = (origin: string): string => (origin.startsWith("https://") ? new URL(origin).host : origin);

export const calendar_apps: readonly CalendarApp[] = [
  {
    id: "apple", name: "Apple", runs_on: "Apple Calendar on Mac, iPhone and iPad", example: "My iPhone",
    server_label: "Server", server: host_of,
    ways: [
      { on: "iPhone and iPad", steps: [
        "Settings, Apps, Calendar, “Calendar Accounts”, “Add Account”, “Other”. Before iOS 18: Settings, Calendar, Accounts.",
        "“Add CalDAV Account”.",
        "Fill in server, user name and password, then “Next” and “Save”.",
      ] },
      { on: "Mac", steps: [
        "Calendar, Settings, Accounts, +, “Other CalDAV Account”.",
        "Account type “Manual”.",
        "Fill in user name, password and server address, then “Sign In”.",
      ] },
    ],
    soon: "Your changes go out at once. Others’ come when it looks: you choose how often, every minute to hourly on the Mac, every 15 minutes to hourly on the iPhone (Fetch New Data).",
    knows: ["It does not tell which calendars you may only read. A change there is refused, and the app goes back to what was."],
  },
  {
    id: "thunderbird", name: "Thunderbird", runs_on: "Thunderbird on Windows, Mac and Linux", example: "Thunderbird on the laptop",
    server_label: "Location", server: with_slash,
    ways: [{ steps: [
      "Calendar, “New Calendar”, “On the Network”.",
      "Fill in user name and location, press “Find Calendars”, then give the password.",
      "Tick the calendars you want and press “Subscribe”.",
    ] }],
    soon: "Your changes go out at once. Others’ come every 30 minutes; in each calendar’s properties you can choose every minute, and “Synchronise” looks now.",
    knows: ["A calendar made later is not added by itself: repeat these steps and tick it."],
  },
  {
    id: "davx5", name: "DAVx⁵", runs_on: "DAVx⁵ on Android, which brings the calendars into the phone’s own calendar app", example: "My Android phone",
    server_label: "Base URL", server: with_slash,
    ways: [{ steps: [
      "In DAVx⁵ press +, then “Login with URL and user name”.",
      "Fill in base URL, user name and password, then “Login” and “Create account”.",
      "Under CalDAV tick the calendars you want; they appear in the calendar app.",
    ] }],
    soon: "Your changes go out at once. Others’ come as often as you choose under “Sync. interval”: every 15 minutes at best, hours as installed.",
    knows: ["Android stops apps to save the battery. Let DAVx⁵ run in the background when it asks."],
  },
  {
    id: "vdirsyncer", name: "vdirsyncer", runs_on: "vdirsyncer, which keeps a folder of .ics files, for khal and others", example: "vdirsyncer on the laptop",
    server_label: "Address", server: with_slash,
    ways: [{ steps: [
      "Put these lines into ~/.config/vdirsyncer/config.",
      "Run “vdirsyncer discover tandem” and say yes to the calendars you want.",
      "Run “vdirsyncer sync”.",
    ] }],
    soon: "It looks when it is run, both ways. Put “vdirsyncer sync” into a timer to have it every few minutes.",
    knows: ["When both sides changed the same entry, Tandem’s is taken. Without the line conflict_resolution it stops and leaves it to you."],
  },
];

/** The lines of vdirsyncer's configuration; without a password there is a word in its place. */
export function vdirsyncer_config(address: string, email: string, password: string | null): string {
  return [
    "[general]", 'status_path = "~/.local/share/vdirsyncer/status/"', "",
    "[pair tandem]", 'a = "tandem_files"', 'b = "tandem_server"', 'collections = ["from b"]', 'metadata = ["displayname", "color"]', 'conflict_resolution = "b wins"', "",
    "[storage tandem_files]", 'type = "filesystem"', 'path = "~/.local/share/calendars/"', 'fileext = ".ics"', "",
    "[storage tandem_server]", 'type = "caldav"', `url = ${quoted(address)}`, `username = ${quoted(email)}`, `password = ${quoted(password ?? "THE APP PASSWORD")}`, "",
  ].join("\n");
}

const quoted = (text: string): string => JSON.stringify(text);

/** Passwords travel with every request: without TLS only this machine's own apps should send one. */
export function is_open_line(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol !== "https:" && !/^(localhost|127\.|\[::1\])/.test(hostname);
}

/** Newest first; API tokens are another thing. */
export function app_passwords(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => token.scope === "dav").sort((a, b) => b.created_at.localeCompare(a.created_at) || b.id.localeCompare(a.id));
}

/** Use is noted once an hour: what is told is no more exact than that. */
export function use_words(last_used_at: Instant | null, now_ms: number, zone: Zone): string {
  if (!last_used_at) return "Not used yet";
  if (now_ms - Date.parse(last_used_at) < 3_600_000) return "Used within the last hour";
  return `Last used ${relative_time(last_used_at, now_ms, zone)}`;
}
