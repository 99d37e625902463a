// A campaign moves with what hangs under it, dates move along, and needs that are not met in time are shown where people look.
import { choose, fill_day, line, open, send, tile_on } from "./support/calendar";
import { expect, test } from "./support/fixtures";

const day = (date: string) => ({ when: { starts_on: date, ends_on: date.replace(/..$/, (text) => String(Number(text) + 1).padStart(2, "0")) } });

test("a campaign that moves asks for what hangs under it, and one undo takes all back", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=month&on=2028-03-15" });
    const other = await sign_in("rep", { path: "/?view=month&on=2028-03-15" });
    const [campaign = ""] = await fill_day(page, "2028-03-06", ["Spring freight"], { kind: "campaign" });
    await fill_day(page, "2028-03-07", ["Freight mail"], { kind: "release", parent_id: campaign });
    await fill_day(page, "2028-03-08", ["Freight calls"], { kind: "push", parent_id: campaign });
    const panel = await open(page, "Spring freight");
    await expect(panel.getByText("0 of 2 done")).toBeVisible();
    await panel.getByRole("button", { name: /6 Mar/ }).first().click();
    await page.getByLabel("From", { exact: true }).fill("2028-03-13");
    await page.keyboard.press("Escape");
    const dialog = page.getByRole("dialog", { name: /Move/ });
    await expect(dialog.getByRole("list", { name: "What moves" })).toContainText("Freight calls");
    await dialog.getByRole("button", { name: "Move 3 entries" }).click();
    await expect(tile_on(other, "Freight mail", "2028-03-14")).toBeVisible();
    await line(page, "Moved").getByRole("button", { name: "Undo" }).click();
    await expect(tile_on(other, "Freight mail", "2028-03-07")).toBeVisible();
    await expect(tile_on(other, "Freight calls", "2028-03-08")).toBeVisible();
});

test("a date that is due before moves along", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=month&on=2028-04-15" });
    const [webinar = ""] = await fill_day(page, "2028-04-20", ["Customs webinar"], { kind: "event" });
    const panel = await open(page, "Customs webinar");
    await panel.getByRole("button", { name: "Add a date that moves along" }).click();
    await page.getByRole("menuitem", { name: /Draft due/ }).click();
    await expect(panel.getByRole("button", { name: /Draft due: Customs webinar/ })).toContainText("14 days before");
    await expect(tile_on(page, "Draft due", "2028-04-06")).toBeVisible();
    await send(page, "entry.update", { id: webinar, ...day("2028-04-21") });
    await expect(tile_on(page, "Draft due", "2028-04-07")).toBeVisible();
});

test("what is needed and comes too late is red on the tile and in the panel, with a way out", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=month&on=2028-05-15" });
    await fill_day(page, "2028-05-18", ["Freight page"], { kind: "release" });
    await fill_day(page, "2028-05-16", ["Freight push"], { kind: "push" });
    const panel = await open(page, "Freight push");
    await panel.getByRole("button", { name: "Add what it needs" }).click();
    await choose(page, "Freight page");
    await expect(panel.getByText("Starts before “Freight page” ends")).toBeVisible();
    await expect(tile_on(page, "Freight push", "2028-05-16")).toContainText("Starts before");
    await panel.getByRole("button", { name: /^Move to/ }).click();
    await expect(tile_on(page, "Freight push", "2028-05-18")).toBeVisible();
    await expect(panel.getByText("Starts before “Freight page” ends")).toHaveCount(0);
});

test("several entries of the list are changed in one go and taken back in one", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=list&on=2028-06-15" });
    await fill_day(page, "2028-06-14", ["First call", "Second call"], { kind: "push" });
    for (const name of ["First call", "Second call"]) await page.getByRole("checkbox", { name: `Choose ${name}` }).check();
    const bar = page.getByRole("toolbar", { name: "Chosen entries" });
    await expect(bar).toContainText("2 entries chosen");
    await bar.getByRole("button", { name: /^Status of all/ }).click();
    await page.getByRole("option", { name: "Confirmed" }).click();
    const row = (name: string) => page.locator("li", { hasText: name });
    await expect(row("Second call")).toContainText("Confirmed");
    await bar.getByRole("button", { name: "Move…" }).click();
    await page.getByRole("dialog").getByRole("spinbutton").fill("2");
    await page.getByRole("dialog").getByRole("button", { name: "Move 2 entries" }).click();
    await expect(page.locator("section[data-date='2028-06-16']")).toContainText("First call");
    await line(page, "Moved").getByRole("button", { name: "Undo" }).click();
    await expect(page.locator("section[data-date='2028-06-14']")).toContainText("First call");
});
