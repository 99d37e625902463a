// The calendar as it was planned on a past day, beside today's. What a test makes was made today: how it stood before is put
// into the server's answer.
import { type Page } from "@playwright/test";
import { fill_day, send } from "./support/calendar";
import { expect, test } from "./support/fixtures";

interface Told { id: string; title: string; created_at: string; when: { starts_on: string; ends_on: string } }

/** As if everything of the month had been made long ago, and `title` had stood on another day. */
async function pretend(page: Page, title: string, starts_on: string, ends_on: string): Promise<void> {
    await page.route("**/api/plan?*", async (route) => {
        const query = new URL(route.request().url()).searchParams;
        const answer = await page.request.get(`/api/entries?from=${query.get("from") ?? ""}&to=${query.get("to") ?? ""}`);
        const { entries } = (await answer.json()) as { entries: Told[] };
        const stood = entries.map((entry) => (entry.title === title ? { ...entry, when: { starts_on, ends_on } } : entry));
        await route.fulfill({ json: { at: "2026-11-01T23:00:00.000Z", seq: 1, truncated: false, entries: stood, gone: [], untold: [] } });
    });
}

test("a ghost stands where an entry was planned, and the list says where it went", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=month&on=2028-06-15" });
    await fill_day(page, "2028-06-20", ["Harbour day"]);
    await pretend(page, "Harbour day", "2028-06-06", "2028-06-07");
    await page.keyboard.press("c");
    const bar = page.getByRole("region", { name: "Compared with a past day" });
    await expect(bar.getByRole("status")).toContainText("1 moved");
    await expect(page).toHaveURL(/[?&]then=\d{4}-\d\d-\d\d(&|$)/);
    await expect(page.locator(".ghost", { hasText: "Harbour day" })).toBeVisible();
    await bar.getByRole("button", { name: "What moved" }).press("Enter");
    await expect(bar.getByRole("listitem")).toContainText("Moved");
    await expect(bar.getByRole("listitem")).toContainText(/6 Jun.*→.*20 Jun/);
    await bar.getByRole("button", { name: "Harbour day" }).press("Enter");
    await expect(page.getByRole("complementary", { name: "Harbour day" })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("main").focus();
    await page.keyboard.press("c");
    await expect(bar).toHaveCount(0);
    await expect(page.locator(".ghost")).toHaveCount(0);
});

test("what was made since is new, live, and a day that is not over is refused", async ({ sign_in }) => {
    const page = await sign_in("rep", { path: "/?view=month&on=2028-07-15&then=2026-01-05" });
    const bar = page.getByRole("region", { name: "Compared with a past day" });
    await expect(bar.getByRole("status")).toContainText("1 new"); // the demo's weekly review
    const [id] = await fill_day(page, "2028-07-11", ["Summer calls"]);
    await expect(bar.getByRole("status")).toContainText("2 new");
    await send(page, "entry.delete", { id });
    await expect(bar.getByRole("status")).toContainText("1 new");
    const answer = await page.request.get("/api/plan?on=2030-01-01&from=2028-07-01&to=2028-08-01");
    expect(answer.status()).toBe(422);
    expect(await answer.json()).toMatchObject({ field: "on", message: "must be a day that is over" });
});
