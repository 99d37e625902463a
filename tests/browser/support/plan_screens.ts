// The screens of holidays and blackouts, and of templates.
import { type Page } from "@playwright/test";
import { fill_day, send } from "./calendar";
import { type Screen } from "./screens";

/** Days off in a month that other tests leave alone, with an entry among them; made when they are first looked at. */
async function days_off(page: Page): Promise<void> {
    const { blackouts } = (await (await page.request.get("/api/snapshot?from=2029-02-01&to=2029-02-02")).json()) as { blackouts: { name: string }[] };
    const wanted = [
        { name: "Carnival", first_on: "2029-02-12", last_on: "2029-02-13", kind: "holiday" },
        { name: "Logistics fair, all hands", first_on: "2029-02-20", last_on: "2029-02-23", teams: ["sales"] },
        { name: "Stocktaking 2025", first_on: "2025-01-07", last_on: "2025-01-08" },
    ];
    const missing = wanted.filter(({ name }) => !blackouts.some((one) => one.name === name));
    for (const one of missing) await send(page, "blackout.create", one);
    if (missing.length === wanted.length) await fill_day(page, "2029-02-21", ["Second call to the ports"]);
}

/** As if the demo kept no days free. */
async function without_days_off(page: Page): Promise<void> {
    await page.route("**/api/snapshot?*", async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...((await response.json()) as object), blackouts: [] } });
    });
    await page.reload();
    await page.getByRole("button", { name: "Add the first" }).waitFor();
}

const view = (name: string, path: string): Screen => ({
    name,
    path,
    who: "admin",
    act: async (page) => {
        await days_off(page);
        await page.locator(".day-off, .off").first().waitFor({ state: "attached" });
    },
});

export const plan_screens: Screen[] = [
    { name: "no-blackouts", path: "/settings/blackouts", who: "admin", act: without_days_off },
    { name: "blackouts", path: "/settings/blackouts", who: "admin", act: async (page) => (await days_off(page), await page.getByText("Stocktaking 2025").waitFor()) },
    {
        name: "blackout-form",
        path: "/settings/blackouts",
        who: "admin",
        act: async (page) => {
            await days_off(page);
            await page.getByRole("button", { name: "New days off" }).click();
            await page.getByRole("dialog", { name: "New days off" }).waitFor();
        },
    },
    { name: "templates", path: "/settings/templates", who: "admin" },
    {
        name: "template",
        path: "/settings/templates",
        who: "admin",
        act: async (page) => {
            await page.getByRole("button", { name: "Change Trade fair" }).click();
            await page.getByText("Meetings at the campaign", { exact: true }).waitFor();
        },
    },
    {
        name: "template-item",
        path: "/settings/templates",
        who: "admin",
        act: async (page) => {
            await page.getByRole("button", { name: "Change Trade fair" }).click();
            await page.getByRole("button", { name: "Change Meetings at the campaign" }).click();
            await page.getByRole("dialog", { name: "Entry of the template" }).waitFor();
        },
    },
    {
        name: "template-use",
        path: "/settings/templates",
        act: async (page) => {
            await page.getByRole("button", { name: "Use Webinar" }).click();
            const dialog = page.getByRole("dialog", { name: "New campaign from a template" });
            await dialog.getByLabel("Title").fill("Webinar: the cold chain in spring");
            await dialog.getByLabel("First day").fill("2029-03-05");
            await dialog.getByText("Calls after Webinar").waitFor();
        },
    },
    view("days-off-month", "/?view=month&on=2029-02-15"),
    view("days-off-week", "/?view=week&on=2029-02-21"),
    view("days-off-list", "/?view=list&on=2029-02-15"),
    view("days-off-timeline", "/?view=timeline&zoom=quarter&on=2029-02-15"),
];
