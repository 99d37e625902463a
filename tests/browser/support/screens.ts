// Every screen of the page: where it is, and what one does there to see it whole.
import { type Page } from "@playwright/test";
import { account_screens } from "./account_screens";
import { calendar_file, edit, fill_day, ical_event, line, send, set_clock } from "./calendar";
import { type Own, type Who } from "./fixtures";
import { gate_screens } from "./gate_screens";
import { offer_screens } from "./offer_screens";
import { radar_screens } from "./radar_screens";
import { plan_screens } from "./plan_screens";
import { open_comments, open_inbox } from "./talk";
import { view_screens } from "./view_screens";

export interface Screen {
    name: string;
    path: string;
    who?: Who; // a marketer unless it says otherwise
    wide?: true; // has no counterpart on a phone
    act?: (page: Page, own: Own) => Promise<void>;
}

const first_tile = (page: Page) => page.locator(".tile .face").first();

/** The demo's plan lies around today; its weekends are empty. */
function last_workday(): string {
    const day = new Date();
    do day.setDate(day.getDate() - 1);
    while (day.getDay() % 6 === 0);
    return day.toISOString().slice(0, 10);
}

/** A review with New York every second week, opened at one of its days; made when it is first looked at. */
async function open_review(page: Page): Promise<void> {
    const first = "2028-05-02";
    const answer = await page.request.get(`/api/entries?from=${first}&to=2028-05-03`);
    const { entries } = (await answer.json()) as { entries: { id: string; title: string }[] };
    const found = entries.find(({ title }) => title === "Pipeline with New York");
    const at = { starts_at: `${first}T09:30:00`, ends_at: `${first}T10:15:00`, zone: "America/New_York" };
    const more = { kind: "review", status: "confirmed", when: at, rrule: ["FREQ=WEEKLY;UNTIL=20280629T133000Z;INTERVAL=2;BYDAY=TU,TH"] };
    const [id] = found ? [found.id] : await fill_day(page, first, ["Pipeline with New York"], more);
    await page.goto(`/?view=month&on=2028-05-15&entry=${id ?? ""}&at=2028-05-16T09:30:00`);
    await page.locator(".entry-panel").waitFor();
}

/** The section of app passwords with two of them, one used and one not; made when it is first looked at. */
async function open_app_passwords(page: Page): Promise<void> {
    const { tokens } = (await (await page.request.get("/api/tokens")).json()) as { tokens: unknown[] };
    if (tokens.length === 0) for (const name of ["Jonas’ iPhone", "Thunderbird on the laptop"]) await send(page, "token.create", { name, scope: "dav" });
    await page.goto("/settings/apps");
    await page.getByRole("list", { name: "App passwords" }).waitFor();
}

/** The import dialog, by the palette on a wide screen as on a phone. */
async function open_import(page: Page): Promise<void> {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").first().fill("Import a calendar file");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Import a calendar file" }).waitFor();
}

async function drop_file(page: Page, components: string[]): Promise<void> {
    await open_import(page);
    const buffer = Buffer.from(calendar_file(...components));
    await page.getByRole("button", { name: "Calendar file" }).setInputFiles({ name: "fairs-2028.ics", mimeType: "text/calendar", buffer });
}

const at_nine = { when: { starts_at: "2028-10-10T09:00:00", ends_at: "2028-10-10T12:00:00", zone: "Europe/Berlin" } };

async function calendars_of(page: Page): Promise<Map<string, string>> {
    const snapshot = await page.request.get("/api/snapshot?from=2028-01-01&to=2028-01-02");
    const { calendars } = (await snapshot.json()) as { calendars: { id: string; name: string }[] };
    return new Map(calendars.map(({ id, name }) => [id, name]));
}

/** Four subscriptions as they look when they live; what the server would have read is put into its answers here. */
async function open_subscriptions(page: Page): Promise<void> {
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const read = { state: "fresh", error: "", failures: 0, checked_at: at(-5), good_at: at(-5), next_at: at(355), asked_at: null };
    const failing = { ...read, state: "failing", failures: 3, good_at: at(-5 * 1440), next_at: at(60), error: "The address answered 404." };
    const lives: Record<string, object> = {
        "Public holidays": read, "Trade fairs": failing, "Partner: Hafenlogistik": { ...read, state: "paused", paused: true },
        "School holidays": { ...read, state: "waiting", checked_at: null, good_at: null },
    };
    const known = await calendars_of(page);
    const colors = ["#1a7044", "#b5256b", "#8a5a00", "#1d66a8"];
    for (const [place, name] of Object.keys(lives).entries()) {
        if ([...known.values()].includes(name)) continue;
        await send(page, "subscription.create", { name, color: colors[place], url: `https://example.org/${place}.ics`, interval_minutes: place === 0 ? 1440 : 360 });
    }
    await page.route("**/api/subscriptions", async (route) => {
        const names = await calendars_of(page);
        const { subscriptions } = (await (await route.fetch()).json()) as { subscriptions: { calendar_id: string }[] };
        await route.fulfill({ json: { subscriptions: subscriptions.map((one) => ({ ...one, ...lives[names.get(one.calendar_id) ?? ""] })) } });
    });
    await page.goto("/settings/subscriptions");
    await page.getByText("Failing").waitFor();
}

/** Links that two apps have fetched, with changes since for one, and one that nobody has; made when first looked at. */
async function open_feeds(page: Page): Promise<void> {
    const { feed_links } = (await (await page.request.get("/api/feed_links")).json()) as { feed_links: unknown[] };
    if (feed_links.length === 0) {
        await send(page, "feed_link.create", { name: "Launch plan for the agency", detail: "titles" });
        const { secrets } = await send(page, "feed_link.create", { name: "My pushes", kinds: ["push"] });
        const fetch = (agent: string) => page.request.get(`/feeds/${secrets?.token ?? ""}/my-pushes.ics`, { headers: { "User-Agent": agent } });
        const date = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10);
        const [moved, gone] = await fill_day(page, date, ["Call the dispatchers of the north", "Second round of calls"]);
        await fetch("Google-Calendar-Importer");
        await send(page, "entry.update", { id: moved, title: "Call all dispatchers of the north and of the ports" });
        await send(page, "entry.delete", { id: gone });
        await fill_day(page, date, ["Freight days: follow up"]);
        await fetch("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.4.0");
    }
    await page.goto("/settings/feeds");
    await page.getByRole("button", { name: "3 changes not seen yet" }).click();
    await page.getByRole("list", { name: "Changes not seen yet" }).waitFor();
}

export const screens: Screen[] = [
    ...view_screens,
    { name: "month", path: "/?view=month", act: (page) => first_tile(page).waitFor() },
    { name: "week", path: "/?view=week" },
    { name: "day", path: `/?view=day&on=${last_workday()}` },
    { name: "list", path: "/?view=list" },
    { name: "timeline-campaigns", path: "/?view=timeline&rows=campaign" },
    { name: "timeline-owners", path: "/?view=timeline&rows=owner" },
    { name: "timeline-channels", path: "/?view=timeline&rows=channel" },
    { name: "nothing-matches", path: "/?view=month&q=zzzzzz" },
    {
        name: "entry",
        path: "/?view=month",
        act: async (page) => {
            await first_tile(page).press("Enter"); // a finger reaches it by its day's list
            await page.locator(".entry-panel").waitFor();
        },
    },
    {
        name: "new-entry",
        path: "/?view=month",
        act: async (page) => {
            await page.getByRole("button", { name: "New entry" }).first().click();
            await page.getByLabel("Title").waitFor();
        },
    },
    {
        name: "palette",
        path: "/?view=month",
        wide: true,
        act: async (page) => {
            await page.keyboard.press("Control+k");
            await page.getByRole("combobox").first().waitFor();
        },
    },
    {
        name: "keys",
        path: "/?view=month",
        wide: true,
        act: async (page) => {
            await page.keyboard.press("?");
            await page.getByRole("dialog").waitFor();
        },
    },
    { name: "today", path: "/today" },
    ...offer_screens,
    ...gate_screens,
    ...radar_screens,
    ...plan_screens,
    ...account_screens,
    { name: "outreach", path: "/outreach" },
    { name: "comments", path: "/", act: open_comments },
    { name: "inbox", path: "/inbox", act: open_inbox },
    { name: "inbox-empty", path: "/inbox", who: "viewer" },
    { name: "notifications", path: "/settings", act: (page) => page.getByRole("heading", { name: "Notifications" }).scrollIntoViewIfNeeded() },
    { name: "accounts", path: "/accounts" },
    {
        name: "account",
        path: "/accounts",
        act: async (page) => {
            await page.locator("[data-row]").first().click();
            await page.getByRole("region", { name: "Touches" }).waitFor();
        },
    },
    {
        name: "conflict",
        path: "/?view=month&on=2029-05-15",
        act: async (page, { sign_in }) => {
            const rep = await sign_in("rep", { path: "/today" });
            const [id] = await fill_day(page, "2029-05-16", ["Autumn fair"]);
            await page.goto(`/?view=month&on=2029-05-15&entry=${id ?? ""}`);
            await page.locator(".entry-panel").waitFor();
            await page.context().setOffline(true);
            await line(page, /Offline|No connection/).waitFor({ state: "attached" });
            await edit(page, "Title", "Autumn fair in Hamburg, hall 4");
            await send(rep, "entry.update", { id, title: "Autumn fair: meet the dispatchers" });
            await page.context().setOffline(false);
            await page.getByRole("dialog", { name: "You both changed this" }).waitFor();
        },
    },
    {
        name: "repeat-editor",
        path: "/?view=month&on=2028-05-15",
        act: async (page) => {
            await open_review(page);
            await page.locator(".entry-panel").getByRole("button", { name: /^Every 2 weeks/ }).click();
            await page.getByRole("list", { name: "Next dates" }).waitFor();
        },
    },
    {
        name: "repeat-question",
        path: "/?view=month&on=2028-05-15",
        act: async (page) => {
            await open_review(page);
            await edit(page, "Location", "Room Alster");
            await page.getByRole("dialog", { name: /^Change/ }).waitFor();
        },
    },
    {
        name: "import-preview",
        path: "/?view=month",
        act: async (page) => {
            await drop_file(page, [
                ical_event("a@example", "Hamburg port days", "20281204", "20281207"), ical_event("b@example", "Transport logistic", "20281211", "20281215", "LOCATION:Munich"),
                ical_event("c@example", "Reefer summit: what shippers ask for before they sign, and what they never read", "20281218", "20281219"),
                ical_event("d@example", "Terminal tour", "20281220", "20281221", "RRULE:FREQ=MONTHLY;COUNT=4"),
                "BEGIN:VTODO\r\nUID:e@example\r\nDTSTAMP:20280101T080000Z\r\nSUMMARY:Order badges\r\nEND:VTODO",
            ]);
            await page.getByRole("region", { name: "New and changed" }).waitFor();
        },
    },
    {
        name: "import-table",
        path: "/accounts",
        act: async (page) => {
            await page.getByRole("button", { name: "Import", exact: true }).click();
            const buffer = Buffer.from("Company;Web;Employees;Owner;Shoe size\nNordhafen;nordhafen.example;120;clara@nordkai.example;\nSüdkai;suedkai.example;many;nobody;44\n");
            await page.getByRole("button", { name: "Table", exact: true }).setInputFiles({ name: "accounts.csv", mimeType: "text/csv", buffer });
            await page.getByRole("list", { name: "Errors" }).waitFor();
        },
    },
    { name: "import-file", path: "/?view=month", act: (page) => open_import(page) },
    {
        name: "reminder",
        path: "/today",
        act: async (page) => {
            const [id] = await fill_day(page, "2028-10-10", ["Call round: cold chain"], at_nine);
            await page.goto(`/?view=month&on=2028-10-10&entry=${id ?? ""}`);
            await page.getByRole("button", { name: /^Remind me/ }).click();
            await page.getByRole("option", { name: "10 minutes before" }).click();
            await set_clock(page, "2028-10-10T06:52:00Z");
            await page.getByText("Starts in 8 min").waitFor();
        },
    },
    { name: "activity", path: "/activity" },
    {
        name: "feeds-none",
        path: "/settings",
        act: async (page) => {
            await page.route("**/api/snapshot?*", async (route) => {
                const answer = await route.fetch();
                await route.fulfill({ json: { ...((await answer.json()) as object), feed_links: [] } });
            });
            await page.goto("/settings/feeds");
            await page.getByRole("heading", { name: "No feed links yet" }).waitFor();
        },
    },
    { name: "feeds", path: "/settings", act: open_feeds },
    {
        name: "feed-form",
        path: "/settings/feeds",
        act: async (page) => {
            await page.getByRole("button", { name: /^(Make the first|New feed link)$/ }).click();
            const box = page.getByRole("checkbox", { name: "Include reminders" });
            await box.check();
            await box.scrollIntoViewIfNeeded();
        },
    },
    { name: "settings", path: "/settings" },
    { name: "subscriptions", path: "/settings", who: "admin", act: (page) => open_subscriptions(page) },
    {
        name: "subscribe",
        path: "/settings",
        who: "admin",
        act: async (page) => {
            await open_subscriptions(page);
            await page.getByRole("button", { name: "Subscribe", exact: true }).click();
            await page.getByLabel("Address").fill("https://fairs.example.org/trade-fairs-2028.ics");
            await page.keyboard.press("Tab");
        },
    },
    {
        name: "calendar-apps-none",
        path: "/settings",
        act: async (page) => {
            await page.route("**/api/tokens", (route) => route.fulfill({ json: { tokens: [] } }));
            await page.goto("/settings/apps");
            await page.getByRole("heading", { name: "No app password yet" }).waitFor();
        },
    },
    {
        name: "calendar-apps",
        path: "/settings",
        act: async (page) => {
            await open_app_passwords(page);
            await page.getByRole("button", { name: "Thunderbird", exact: true }).click();
        },
    },
    {
        name: "app-password",
        path: "/settings",
        act: async (page) => {
            await open_app_passwords(page);
            await page.getByRole("button", { name: "New app password" }).click();
            await page.getByLabel("Which app").fill("Jonas’ MacBook");
            await page.keyboard.press("Enter");
            await page.getByLabel("App password", { exact: true }).waitFor();
        },
    },
];
