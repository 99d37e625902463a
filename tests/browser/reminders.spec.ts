// Reminders, by the page's clock: in the page, dismissed for good, of the browser when one looks elsewhere, and not of others.
import { type Locator, type Page } from "@playwright/test";
import { fill_day, set_clock } from "./support/calendar";
import { expect, test } from "./support/fixtures";

declare global {
    interface Window { told: string[] }
}

const bar = (page: Page, title: string): Locator => page.getByRole("status").filter({ hasText: title });

async function remind(page: Page, date: string, title: string, choice: string): Promise<void> {
    const when = { starts_at: `${date}T10:00:00`, ends_at: `${date}T11:00:00`, zone: "Europe/Berlin" };
    const [id] = await fill_day(page, date, [title], { when });
    await page.goto(`/?view=month&on=${date}&entry=${id ?? ""}`);
    await page.getByRole("button", { name: /^Remind me/ }).click();
    await page.getByRole("option", { name: choice }).click();
}

test("an entry one asked to be reminded of says so in time, until it is dismissed, also after the page was loaded again", async ({ sign_in }) => {
    const page = await sign_in("rep");
    await remind(page, "2028-07-04", "Dock talk", "10 minutes before");
    await expect(page.getByText("Shown here while Tandem is open")).toBeVisible();
    await set_clock(page, "2028-07-04T07:49:00Z");
    await expect(bar(page, "Dock talk")).toBeHidden();
    await set_clock(page, "2028-07-04T07:52:00Z");
    await expect(bar(page, "Dock talk")).toContainText("Starts in 8 min");
    await page.goto("/today");
    await expect(bar(page, "Dock talk")).toBeVisible();
    await bar(page, "Dock talk").getByRole("button", { name: "Dismiss" }).click();
    await page.reload();
    await page.getByRole("status", { name: "Loading" }).waitFor({ state: "detached" });
    await set_clock(page, "2028-07-04T07:53:00Z");
    await expect(bar(page, "Dock talk")).toBeHidden();
});

test("the browser gives notice once when one looks elsewhere, and the reminder opens the entry", async ({ sign_in }) => {
    const page = await sign_in("rep");
    await page.addInitScript(() => {
        window.told = [];
        document.hasFocus = () => false;
        const told = class {
            static permission = "default";
            static requestPermission = () => Promise.resolve("granted");
            constructor(title: string, { body }: { body: string }) {
                window.told.push(`${title}: ${body}`);
            }
        };
        Object.defineProperty(window, "Notification", { value: told });
    });
    await remind(page, "2028-07-11", "Quay talk", "1 day before");
    for (const time of ["2028-07-10T08:00:10Z", "2028-07-10T08:01:00Z"]) await set_clock(page, time);
    await expect(bar(page, "Quay talk")).toContainText("Starts tomorrow");
    await expect.poll(() => page.evaluate(() => window.told)).toEqual(["Quay talk: Starts tomorrow · Tue 11 Jul, 10:00 – 11:00"]);
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await bar(page, "Quay talk").getByRole("button", { name: "Open" }).click();
    await expect(page.getByRole("complementary", { name: "Quay talk" })).toBeVisible();
    await expect(bar(page, "Quay talk")).toBeHidden();
});
