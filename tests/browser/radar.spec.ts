// Both teams would reach the same accounts too often: said while it is planned, with the way out beside it.
import { day, fill_day, quiet_month, tile } from "./support/calendar";
import { expect, test } from "./support/fixtures";
import { busy_week, crowd } from "./support/radar";

test("rules that a lead changes hold for everyone, at once", async ({ sign_in }) => {
    const lead = await sign_in("admin", { path: "/settings/radar" });
    const other = await sign_in("admin", { path: "/settings/radar" });
    await lead.getByLabel("Times").fill("0");
    await expect(lead.getByRole("alert")).toHaveText("Choose a whole number from 1 to 50.");
    await expect(lead.getByRole("button", { name: "Save" })).toBeDisabled();
    await lead.getByLabel("Times").fill("3");
    await expect(lead.getByText("The 4th contact within 7 days is one too many.")).toBeVisible();
    await lead.getByRole("button", { name: "Save" }).click();
    await expect(other.getByLabel("Times")).toHaveValue("3");
    await lead.getByRole("button", { name: "Undo", exact: true }).first().click();
    await expect(other.getByLabel("Times")).toHaveValue("2");
    await expect(lead.getByRole("button", { name: "Back to the defaults" })).toBeHidden();
});

test("an entry for accounts that have heard enough is warned about while it is made, and the free day is one press away", async ({ sign_in }) => {
    const page = await sign_in("marketer");
    const audience = await crowd(page, "Warnemark");
    await busy_week(page, audience, "2028-03-13");
    await page.goto(quiet_month);
    const box = await day(page, "2028-03-16").boundingBox();
    await page.mouse.click((box?.x ?? 0) + 60, (box?.y ?? 0) + 60);
    const form = page.getByRole("dialog", { name: "New entry" });
    await form.getByLabel("Title").fill("Invitation to the ports");
    await form.getByRole("button", { name: "Content release", exact: true }).click();
    await form.getByRole("button", { name: /^Add an audience/ }).click();
    await page.getByRole("option", { name: /^Ports of Warnemark/ }).click();
    await expect(form.getByText("8 accounts would hear from us more than 2 times in 7 days")).toBeVisible();
    await form.getByRole("button", { name: "Move to Mon 20 Mar" }).click();
    await expect(form.getByText("8 accounts will hear from us. Every rule is kept.")).toBeVisible();
    await form.getByRole("button", { name: "Create", exact: true }).click();
    await expect(tile(page, "Invitation to the ports")).toHaveAttribute("data-date", "2028-03-20");
});

test("while an entry is dragged each day tells whom it would trouble, before it is dropped", async ({ sign_in }) => {
    const page = await sign_in("marketer");
    const audience = await crowd(page, "Dragland");
    await busy_week(page, audience, "2028-05-15");
    await fill_day(page, "2028-05-25", ["Flyer for the ports"], { kind: "release", audience_ids: [audience] });
    await page.goto("/?view=month&on=2028-05-15");
    const from = await tile(page, "Flyer for the ports").boundingBox();
    const to = await day(page, "2028-05-18").boundingBox();
    if (!from || !to) throw new Error("the month is not on the screen");
    await page.mouse.move(from.x + 30, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y + 14, { steps: 2 });
    await page.mouse.move(to.x + 60, to.y + 60, { steps: 8 });
    await expect(page.locator(".ec-day", { has: day(page, "2028-05-18") }).locator("[data-trouble]")).toHaveText("8");
    await expect(page.locator(".ec-day", { has: day(page, "2028-05-30") }).locator("[data-trouble]")).toHaveCount(0);
    await expect(page.getByText("8 accounts would hear from us more than 2 times in 7 days", { exact: true })).toBeVisible();
    await page.mouse.up();
    await expect(page.locator("[data-trouble]")).toHaveCount(0);
    await expect(tile(page, "Flyer for the ports")).toHaveAttribute("data-date", "2028-05-18");
});

test("an entry is carried by keys, told the same, and dropped where every rule is kept", async ({ sign_in }) => {
    const page = await sign_in("marketer");
    const audience = await crowd(page, "Keyland");
    await busy_week(page, audience, "2028-06-12");
    await fill_day(page, "2028-06-15", ["Card to the ports"], { kind: "release", audience_ids: [audience] });
    await page.goto("/?view=month&on=2028-06-12");
    await tile(page, "Card to the ports").focus();
    await page.keyboard.press("Shift+ArrowRight");
    await expect(page.getByText("8 accounts would hear from us more than 2 times in 7 days", { exact: true })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(tile(page, "Card to the ports")).toHaveAttribute("data-date", "2028-06-15");
    await page.keyboard.press("Shift+ArrowDown");
    await expect(page.getByText("Every rule is kept", { exact: true })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(tile(page, "Card to the ports")).toHaveAttribute("data-date", "2028-06-22");
});
