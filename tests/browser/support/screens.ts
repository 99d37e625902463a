// Every screen of the page: where it is, and what one does there to see it whole.
import { type Page } from "@playwright/test";

export interface Screen {
    name: string;
    path: string;
    wide?: true; // has no counterpart on a phone
    act?: (page: Page) => Promise<void>;
}

const first_tile = (page: Page) => page.locator(".tile .face").first();

/** The demo's plan lies around today; its weekends are empty. */
function last_workday(): string {
    const day = new Date();
    do day.setDate(day.getDate() - 1);
    while (day.getDay() % 6 === 0);
    return day.toISOString().slice(0, 10);
}

export const screens: Screen[] = [
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
    { name: "outreach", path: "/outreach" },
    { name: "accounts", path: "/accounts" },
    { name: "activity", path: "/activity" },
    { name: "feeds", path: "/settings/feeds" },
    { name: "settings", path: "/settings" },
];
