// The screens of the touch radar.
import { type Page } from "@playwright/test";
import { day, fill_day, send, tile } from "./calendar";
import { type Own } from "./fixtures";
import { busy_week, crowd, member_id } from "./radar";
import { type Screen } from "./screens";

/** A new entry for accounts that have heard enough that week. */
async function begin_too_much(page: Page): Promise<void> {
    const audience = await crowd(page, "Radarland");
    const { entries } = (await (await page.request.get("/api/entries?from=2028-09-04&to=2028-09-05")).json()) as { entries: { title: string }[] };
    if (!entries.some(({ title }) => title === "Newsletter to the ports")) await busy_week(page, audience, "2028-09-04");
    await page.goto("/?view=month&on=2028-09-15");
    await day(page, "2028-09-08").waitFor();
    await page.getByRole("button", { name: "New entry" }).first().click();
    const form = page.getByRole("dialog", { name: "New entry" });
    await form.getByLabel("Title").fill("Webinar: berth plans that hold");
    await form.getByRole("button", { name: "Content release", exact: true }).click();
    await form.getByRole("button", { name: "No date yet" }).click();
    await page.getByRole("textbox", { name: "From" }).fill("2028-09-08");
    await page.keyboard.press("Escape");
    await form.getByRole("button", { name: /^Add an audience/ }).click();
    await page.getByRole("option", { name: /^Ports of Radarland/ }).click();
    await form.getByText(/would hear from us more than/).waitFor();
}

interface Said { id: string; title: string }

async function find(page: Page, on: string, title: string): Promise<string | undefined> {
    const next = new Date(Date.parse(on) + 86_400_000).toISOString().slice(0, 10);
    const { entries } = (await (await page.request.get(`/api/entries?from=${on}&to=${next}`)).json()) as { entries: Said[] };
    return entries.find((entry) => entry.title === title)?.id;
}

/** An entry whose radar warns; the owner of the other one is asked, and it was overridden. Its id. */
async function said_about(page: Page, own: Own): Promise<string> {
    const found = await find(page, "2028-12-07", "Year-end letter to the ports");
    if (found) return found;
    const audience = await crowd(page, "Radarland");
    const owner_id = await member_id(await own.sign_in("rep", { path: "/today" }));
    const [mail = "", call = ""] = await busy_week(page, audience, "2028-12-04", { owner_id });
    const [id = ""] = await fill_day(page, "2028-12-07", ["Year-end letter to the ports"], { kind: "release", status: "planned", audience_ids: [audience] });
    for (const other_entry_id of [mail, call]) await send(page, "radar_ask.create", { entry_id: id, other_entry_id, note: "Yours is a call, mine a letter of one page. Fine with you?" });
    await send(page, "radar_override.create", { entry_id: id, reason: "The harbour masters want the new tariffs in writing before Christmas" });
    return id;
}

/** A week in which accounts hear too often, by both teams. */
async function open_board(page: Page, own: Own): Promise<void> {
    await said_about(page, own);
    await page.goto("/radar?on=2028-12-04");
    await page.getByRole("gridcell", { name: /More than 2 times in 7 days/ }).first().waitFor();
}

export const radar_screens: Screen[] = [
    { name: "radar", path: "/", act: open_board },
    { name: "radar-now", path: "/radar", act: (page) => page.getByRole("grid").waitFor() },
    { name: "radar-nothing", path: "/radar?q=zzzz", act: (page) => page.getByRole("heading", { name: "No account is called “zzzz”" }).waitFor() },
    {
        name: "radar-cell",
        path: "/",
        act: async (page, own) => {
            await open_board(page, own);
            await page.getByRole("gridcell", { name: /More than 2 times in 7 days/ }).first().click();
            await page.getByRole("dialog").getByText(/Content release|Push/).first().waitFor();
        },
    },
    {
        name: "radar-overrides",
        path: "/",
        act: async (page, own) => {
            await open_board(page, own);
            await page.getByRole("button", { name: "Overrides" }).click();
            await page.getByText(/new tariffs in writing/).waitFor();
        },
    },
    { name: "radar-settings", path: "/settings/radar", who: "admin", act: (page) => page.getByRole("heading", { name: "How often" }).waitFor() },
    { name: "new-entry-warned", path: "/", act: begin_too_much },
    {
        name: "radar-said",
        path: "/",
        act: async (page, own) => {
            await page.goto(`/?view=month&on=2028-12-07&entry=${await said_about(page, own)}`);
            await page.getByText("Settled: accepted or overridden").scrollIntoViewIfNeeded();
        },
    },
    {
        name: "radar-asked",
        path: "/today",
        who: "rep",
        act: async (page, own) => {
            await said_about(await own.sign_in("marketer", { path: "/today" }), own);
            await page.getByRole("region", { name: "Asked of you" }).getByRole("button", { name: "Accept" }).waitFor();
        },
    },
    {
        name: "radar-carried",
        path: "/",
        wide: true,
        act: async (page, own) => {
            await said_about(page, own);
            await page.goto("/?view=month&on=2028-12-07");
            await tile(page, "Year-end letter to the ports").focus();
            await page.keyboard.press("Shift+ArrowRight");
            await page.getByText("8 accounts would hear from us more than 2 times in 7 days", { exact: true }).waitFor();
        },
    },
];
