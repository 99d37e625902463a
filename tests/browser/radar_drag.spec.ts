// What the radar says while an entry is dragged outside the month: in a week, on the timeline, and from the tray of ideas.
import { type Locator, type Page } from "@playwright/test";
import { day, fill_day, tile, tile_on } from "./support/calendar";
import { expect, test } from "./support/fixtures";
import { busy_week, crowd } from "./support/radar";

const too_often = "8 accounts would hear from us more than 2 times in 7 days";

/** Takes hold of it and carries it to a point of the screen; it is not let go. */
async function carry(page: Page, what: Locator, to: { x: number; y: number }): Promise<void> {
    await what.hover({ position: { x: 20, y: 8 } }); // waits until it stands still, and is not covered
    const box = await what.boundingBox();
    if (!box) throw new Error("it is not on the screen");
    await page.mouse.down();
    await page.mouse.move(box.x + 30, box.y + 12, { steps: 3 });
    await page.mouse.move(to.x, to.y, { steps: 8 });
}

async function middle(of: Locator): Promise<{ x: number; y: number }> {
    const box = await of.boundingBox();
    if (!box) throw new Error("it is not on the screen");
    return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 60) };
}

test("in a week each day tells whom it would trouble before the entry is dropped", async ({ sign_in }) => {
    const page = await sign_in("marketer");
    const audience = await crowd(page, "Weekland");
    await busy_week(page, audience, "2029-10-03");
    await fill_day(page, "2029-10-12", ["Week flyer"], { kind: "release", audience_ids: [audience] });
    await page.goto("/?view=week&on=2029-10-10");
    const days = page.locator(".ec-all-day .ec-day");
    await expect(days).toHaveCount(7);
    await carry(page, tile(page, "Week flyer"), await middle(days.nth(1)));
    await expect(days.nth(1).locator("[data-trouble]")).toHaveText("8");
    await expect(page.getByText(too_often, { exact: true })).toBeVisible();
    await expect(days.nth(3).locator("[data-trouble]")).toHaveCount(0);
    await page.mouse.up();
    await expect(page.locator("[data-trouble]")).toHaveCount(0);
    await expect(tile(page, "Week flyer")).toHaveAttribute("data-date", "2029-10-09");
});

test("on the timeline the days that would trouble accounts are tinted before the bar is dropped", async ({ sign_in }) => {
    const page = await sign_in("marketer");
    const audience = await crowd(page, "Lineland");
    await busy_week(page, audience, "2029-11-07");
    await fill_day(page, "2029-11-20", ["Line flyer"], { kind: "release", audience_ids: [audience] });
    await page.goto("/?view=timeline&zoom=month&on=2029-11-15");
    const flyer = tile_on(page, "Line flyer", "2029-11-20");
    await flyer.hover();
    const [box, earlier] = [await flyer.boundingBox(), await tile_on(page, "Newsletter to the ports", "2029-11-07").boundingBox()];
    if (!box || !earlier) throw new Error("the timeline is not on the screen");
    const per_day = (box.x - earlier.x) / 13;
    await carry(page, flyer, { x: box.x + 20 - 8 * per_day, y: box.y + 8 });
    await expect(page.locator("i[data-trouble='8']"), "three to thirteen").toHaveCount(11);
    await expect(page.getByText(too_often, { exact: true })).toBeVisible();
    await page.mouse.up();
    await expect(page.locator("[data-trouble]")).toHaveCount(0);
    await expect(tile_on(page, "Line flyer", "2029-11-12")).toBeVisible();
});

test("an idea dragged out of the tray is told whom it would trouble on the day under it", async ({ sign_in }) => {
    const page = await sign_in("marketer");
    const audience = await crowd(page, "Trayland");
    await busy_week(page, audience, "2029-12-05");
    await fill_day(page, "2029-12-01", ["Tray flyer"], { kind: "release", audience_ids: [audience], when: null, status: "idea" });
    await page.goto("/?view=month&on=2029-12-15");
    const idea = page.getByRole("region", { name: "Ideas" }).getByRole("button", { name: /^Tray flyer/ });
    await idea.scrollIntoViewIfNeeded();
    const cell = page.locator(".ec-day", { has: day(page, "2029-12-11") });
    await carry(page, idea, await middle(cell));
    await expect(cell.locator("[data-trouble]")).toHaveText("8");
    await expect(page.getByText(too_often, { exact: true })).toBeVisible();
    await page.mouse.up();
    await expect(tile_on(page, "Tray flyer", "2029-12-11")).toBeVisible();
    await expect(idea).toHaveCount(0);
});
