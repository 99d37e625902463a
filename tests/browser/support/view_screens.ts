// Screens of what was saved, deleted, changed and planned before.
import { type Page } from "@playwright/test";
import { fill_day, send } from "./calendar";
import { type Screen } from "./screens";

/** Three views in the rail, one of them shown; made when they are first looked at. */
async function open_views(page: Page): Promise<void> {
    const { saved_views } = (await (await page.request.get("/api/snapshot?from=2028-01-01&to=2028-01-02")).json()) as { saved_views: { name: string }[] };
    const views = [{ name: "Launch, not approved", kinds: ["release", "event"], statuses: ["planned"], shared: true }, { name: "My pushes", kinds: ["push"] }, { name: "Mails of spring", channels: ["email"], layout: "list" }];
    for (const view of views) if (!saved_views.some(({ name }) => name === view.name)) await send(page, "saved_view.create", view);
    await page.goto("/?view=month&kind=release,event&status=planned");
    await page.getByRole("group", { name: "Filters" }).waitFor();
}

/** The dialog, with a view that replaces what it shows. */
async function open_save_view(page: Page): Promise<void> {
    await open_views(page);
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").first().fill("Save this view");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Save this view" }).waitFor();
}

/** Two deleted entries; made when it is first looked at. */
async function open_trash(page: Page): Promise<void> {
    const { entries } = (await (await page.request.get("/api/trash")).json()) as { entries: { entry: { title: string } }[] };
    if (!entries.some(({ entry }) => entry.title === "Quay tour for dispatchers"))
        for (const id of await fill_day(page, "2028-11-07", ["Quay tour for dispatchers", "Second mail to the ports"])) await send(page, "entry.delete", { id });
    await page.getByRole("button", { name: "Restore Quay tour for dispatchers" }).waitFor();
}

/** An entry whose title and summary were changed, old and new side by side. */
async function open_history(page: Page): Promise<void> {
    const [id] = await fill_day(page, "2028-11-14", ["Call the dispatchers of the north"], { summary: "First round, by phone.\nAsk for the berth plan." });
    await send(page, "entry.update", { id, title: "Call all dispatchers of the north and of the ports", summary: "Second round, by phone.\nAsk for the berth plan and for the slots.", status: "planned" });
    await page.goto(`/?view=month&on=2028-11-15&entry=${id ?? ""}`);
    await page.getByRole("button", { name: /^Compare old and new/ }).first().click();
    await page.getByRole("dialog", { name: /^History of/ }).waitFor();
}

/** The demo's month beside what was planned three weeks ago; the list open. */
async function open_past(page: Page): Promise<void> {
    const then = new Date(Date.now() - 21 * 86_400_000).toISOString().slice(0, 10);
    await page.goto(`/?view=month&then=${then}`);
    await page.getByRole("button", { name: "What moved" }).click();
    await page.getByRole("list", { name: /^What is different/ }).waitFor();
}

/** The panel of the demo's next campaign, some of its sections folded. */
async function open_folded(page: Page): Promise<void> {
    await page.locator(".tile .face").first().press("Enter");
    const panel = page.locator(".entry-panel");
    for (const name of ["details", "dates", "needs", "checklist", "sign_offs"]) await panel.locator(`[data-fold="${name}"] h2 button`).press("Enter");
}

/** What moves with a campaign, before it does; made when it is first looked at. */
async function open_shift(page: Page): Promise<void> {
    const { entries } = (await (await page.request.get("/api/entries?from=2029-02-05&to=2029-02-06")).json()) as { entries: { id: string; title: string }[] };
    let campaign = entries.find(({ title }) => title === "Winter berths")?.id;
    if (!campaign) {
        [campaign] = await fill_day(page, "2029-02-05", ["Winter berths"], { kind: "campaign" });
        await fill_day(page, "2029-02-06", ["Berth mail to the ports"], { kind: "release", parent_id: campaign });
        const [page_id] = await fill_day(page, "2029-02-07", ["Berth calculator"], { kind: "release", parent_id: campaign });
        await fill_day(page, "2029-02-09", ["Calls about berths"], { parent_id: campaign, depends_on_ids: [page_id] });
        await fill_day(page, "2029-02-12", ["Harbour breakfast"], { kind: "event", depends_on_ids: [page_id] });
    }
    await page.goto("/?view=list&on=2029-02-05");
    await page.getByRole("checkbox", { name: "Choose Winter berths" }).check({ force: true });
    await page.getByRole("toolbar", { name: "Chosen entries" }).getByRole("button", { name: "Move…" }).click();
    await page.getByRole("dialog").getByRole("spinbutton").fill("7");
    await page.getByRole("dialog").getByRole("list", { name: "What moves" }).getByText("Calls about berths").waitFor();
}

export const view_screens: Screen[] = [
    { name: "saved-views", path: "/", act: open_views },
    { name: "save-view", path: "/", act: open_save_view },
    { name: "trash", path: "/trash", act: open_trash },
    { name: "trash-empty", path: "/trash", who: "viewer", act: (page) => page.getByRole("heading", { name: "The trash is empty" }).waitFor() },
    { name: "history", path: "/", act: open_history },
    { name: "panel-folded", path: "/?view=month", act: open_folded },
    { name: "shift", path: "/", wide: true, act: open_shift },
    { name: "past", path: "/", act: open_past },
];
