// What repeats: made in the editor, changed once, from a day on, or for all; the other member follows live.
import { type Page } from "@playwright/test";
import { create, drag, fill_day, line, open, quiet_month, repeat, tile, tile_on } from "./support/calendar";
import { expect, test } from "./support/fixtures";
import { watch } from "./support/live";

const title = "Harbour round"; // the demo has a weekly review of its own

/** The days of the month on which it stands, as both see them. */
async function expect_days(pages: Page[], days: number[]): Promise<void> {
    for (const page of pages) {
        const shown = page.locator(".tile", { hasText: title }).locator('.face[data-date^="2028-03"]');
        await expect
            .poll(async () => (await shown.evaluateAll((all) => all.map((one) => Number((one as HTMLElement).dataset["date"]?.slice(8))))).sort((a, b) => a - b))
            .toEqual(days);
    }
}

async function answer(page: Page, key: string, words: string | RegExp): Promise<void> {
    const question = page.getByRole("dialog", { name: new RegExp(`^(Move|Change|Delete) “${title}”`) });
    await expect(question.getByRole("button", { name: words })).toBeVisible();
    await page.keyboard.press(key);
    await expect(question).toBeHidden();
}

test("a weekly review is made, moved once, moved from a day on, deleted once and brought back", async ({ sign_in }) => {
    const marketer = await sign_in("marketer", { path: quiet_month });
    const rep = await sign_in("rep", { path: quiet_month });
    const both = [marketer, rep];
    await watch(rep);

    await create(marketer, "2028-03-07", "Review", title);
    await open(marketer, title);
    const editor = await repeat(marketer, "Every week");
    await expect(editor.getByText("Every week on Tuesday")).toBeVisible();
    await expect(editor.getByRole("list", { name: "Next dates" }).getByRole("listitem")).toHaveText(["Tue 7 Mar ’28", "Tue 14 Mar", "Tue 21 Mar", "Tue 28 Mar", "Tue 4 Apr"]);
    await editor.getByRole("button", { name: "Save" }).click();
    await expect_days(both, [7, 14, 21, 28]);
    await expect(tile_on(rep, title, "2028-03-14")).toContainText("Every week on Tuesday");

    await drag(marketer, title, "2028-03-15", "2028-03-14");
    await answer(marketer, "1", "Only Tue 14 Mar");
    await expect_days(both, [7, 15, 21, 28]);

    await drag(marketer, title, "2028-03-22", "2028-03-21");
    await answer(marketer, "2", /21 Mar.* and all after it/);
    await expect_days(both, [7, 15, 22, 29]);

    await tile_on(marketer, title, "2028-03-29").click();
    await expect(marketer).toHaveURL(/&at=2028-03-29$/);
    await marketer.locator(".entry-panel").getByRole("button", { name: "More" }).click();
    await marketer.getByRole("menuitem", { name: "Delete" }).click();
    await answer(marketer, "Enter", "Only Wed 29 Mar");
    await expect_days(both, [7, 15, 22]);
    await line(marketer, "Deleted").getByRole("button", { name: "Undo" }).click();
    await expect_days(both, [7, 15, 22, 29]);
    expect(await rep.evaluate(() => window.tandem_test.loaded), "the other page was not loaded anew").toBe(true);
});

test("a question that is closed changes nothing and puts the dragged tile back", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=month&on=2028-08-15" });
    await create(page, "2028-08-08", "Review", "Round table", "Every week on Tuesday");
    await expect(tile_on(page, "Round table", "2028-08-15")).toBeVisible();
    await drag(page, "Round table", "2028-08-16", "2028-08-15");
    await expect(page.getByRole("dialog", { name: /^Move/ })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: /^Move/ })).toBeHidden();
    const home = await tile_on(page, "Round table", "2028-08-15").boundingBox();
    const cell = await page.locator('[data-day="2028-08-15"]').boundingBox();
    expect(Math.abs((home?.x ?? 0) - (cell?.x ?? 0)), "the tile stands in its own day").toBeLessThan(40);
});

test("a field that is edited for one day makes that day an entry of its own, and the panel stays with it", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=week&on=2028-06-13" });
    await page.goto("/?view=month&on=2028-06-15");
    await create(page, "2028-06-06", "Review", "Numbers round");
    await open(page, "Numbers round");
    const editor = await repeat(page, "Every week");
    await editor.getByRole("button", { name: "Save" }).click();
    await tile_on(page, "Numbers round", "2028-06-20").click();
    const panel = page.locator(".entry-panel");
    await panel.getByRole("textbox", { name: "Title" }).fill("Numbers with the board");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: /^Change/ }).getByRole("button", { name: "Only Tue 20 Jun" }).click();
    await expect(tile(page, "Numbers with the board")).toHaveAttribute("data-date", "2028-06-20");
    await expect(panel.getByText("This one was changed by itself")).toBeVisible();
    await expect(page).not.toHaveURL(/at=/);
    for (const date of ["2028-06-06", "2028-06-13", "2028-06-27"]) await expect(tile_on(page, "Numbers round", date)).toBeVisible();
    await page.goto("/?view=week&on=2028-06-13");
    await expect(tile_on(page, "Numbers round", "2028-06-13")).toBeVisible();
});

test("a campaign, which is one span of time, is not asked whether it repeats", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=month&on=2028-09-15" });
    await fill_day(page, "2028-09-05", ["Harbour autumn"], { kind: "campaign" });
    await create(page, "2028-09-06", "Prospecting push", "Harbour calls");
    const row = page.locator(".entry-panel").getByText("Repeat", { exact: true });
    await open(page, "Harbour calls");
    await expect(row).toBeVisible();
    await open(page, "Harbour autumn");
    await expect(row).toBeHidden();
});
