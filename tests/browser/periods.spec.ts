// Month, week and day: campaigns leave the days' work its room, the all-day part leaves the hours theirs, and a phone shows
// three days where a desk shows a week.
import { type Page } from "@playwright/test";
import { create, day, drag_over, fill_day, open, quiet_month, tile } from "./support/calendar";
import { expect, test } from "./support/fixtures";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const height = async (page: Page, title: string, nth: number): Promise<number> =>
    (await page.locator(".tile", { hasText: title }).nth(nth).boundingBox())?.height ?? Number.NaN;

test("a campaign is named where it begins and a line in the weeks after, and each of them opens it", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=month&on=2028-06-15" });
    await drag_over(page, "2028-06-07", "2028-06-22");
    const form = page.getByRole("dialog", { name: "New entry" });
    await form.getByLabel("Title").fill("Harbour tour");
    await page.keyboard.press("Enter");
    await expect(page.locator(".tile", { hasText: "Harbour tour" })).toHaveCount(3);
    expect(await height(page, "Harbour tour", 0)).toBeLessThanOrEqual(16);
    expect(await height(page, "Harbour tour", 0), "room for a name").toBeGreaterThanOrEqual(14);
    expect(await height(page, "Harbour tour", 1)).toBeLessThanOrEqual(8);

    const line = page.locator(".face", { hasText: "Harbour tour" }).nth(1);
    const name = line.locator(".title");
    await expect(name).toHaveCSS("clip-path", "inset(50%)");
    await line.hover();
    await expect(name, "the pointer names it").toHaveCSS("clip-path", "none");
    await expect(page.locator("[data-lit]"), "and lights up all of it").toHaveCount(3);
    await line.click();
    await expect(page.getByRole("complementary", { name: "Harbour tour" })).toBeVisible();
});

test("arrow keys reach a campaign's line in the week they stand in", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=month&on=2028-08-15" });
    await drag_over(page, "2028-08-02", "2028-08-17");
    const form = page.getByRole("dialog", { name: "New entry" });
    await form.getByLabel("Title").fill("Quay tour");
    await page.keyboard.press("Enter");
    await expect(page.locator(".tile", { hasText: "Quay tour" })).toHaveCount(3);
    await day(page, "2028-08-09").focus();
    await page.keyboard.press("ArrowDown");
    const line = page.locator(".face", { hasText: "Quay tour" }).nth(1);
    await expect(line).toBeFocused();
    await expect(line.locator(".title")).toHaveCSS("clip-path", "none");
});

test("however many entries take whole days, the hours stay in view and the rest is counted and shown", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=week&on=2028-03-29" });
    await fill_day(page, "2028-03-29", Array.from({ length: 12 }, (_, n) => `Quarter end ${n + 11}`));
    const more = page.getByRole("button", { name: /more all-day entries/ });
    await expect(more).toBeVisible();
    const all_day = page.locator(".ec-all-day");
    expect((await all_day.boundingBox())?.height).toBeLessThanOrEqual(900 * 0.22 + 1);
    await expect(tile(page, "Quarter end 22")).toBeHidden();
    await more.click();
    await expect(page.getByRole("button", { name: "Fewer all-day entries" })).toBeVisible();
    await expect(tile(page, "Quarter end 22")).toBeVisible();
    expect((await all_day.boundingBox())?.height).toBeLessThanOrEqual(900 * 0.45 + 1);
});

test("a phone shows three days for a week, and its arrows step by three", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=week&on=2028-03-29", ...phone });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("29 – 31 Mar");
    await expect(page.locator(".ec-col-head")).toHaveCount(3);
    await page.getByRole("button", { name: "Next three days" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("1 – 3 Apr");
    await expect(page).toHaveURL(/view=week/);
});

test("d shows the day, and the day's number leads there", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: quiet_month });
    await create(page, "2028-03-21", "Prospecting push", "One day's work");
    await day(page, "2028-03-21").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tue 21 Mar 2028");
    await open(page, "One day's work");
    await page.keyboard.press("Escape");
    await page.keyboard.press("m");
    await page.keyboard.press("d");
    await expect(page).toHaveURL(/view=day/);
    await expect(page.locator(".ec-col-head")).toHaveCount(1);
});
