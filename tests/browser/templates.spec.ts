// A campaign planned from a template: every date before it is made, all of it at once, one undo; and saved as one again.
import { type Page } from "@playwright/test";
import { create, open, send } from "./support/calendar";
import { expect, test } from "./support/fixtures";

async function begin(page: Page) {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").first().fill("New campaign from a template");
    await page.keyboard.press("Enter");
    return page.getByRole("dialog", { name: "New campaign from a template" });
}

async function choose(page: Page, name: RegExp, option: RegExp): Promise<void> {
    await page.getByRole("dialog").last().getByRole("button", { name }).click();
    await page.getByRole("option", { name: option }).first().click();
}

test("a webinar is planned from a template, seen by others at once, and taken back by one undo", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/?view=list&on=2030-03-15" });
    const rep = await sign_in("rep", { path: "/?view=list&on=2030-03-15" });
    const dialog = await begin(page);
    await choose(page, /^Template:/, /^Webinar$/);
    await dialog.getByRole("button", { name: /^Plan \d+ entries$/ }).click();
    await expect(dialog.getByRole("alert"), "a campaign has a title").toHaveText("Give the campaign a title.");
    await dialog.getByLabel("Title").fill("Cold chain");
    await dialog.getByLabel("First day").fill("2030-03-04");
    await choose(page, /^Sales:/, /^Mara/);
    const plan = dialog.getByRole("list", { name: "What is planned" });
    await expect(plan.getByRole("listitem").filter({ hasText: "Cold chain: live" })).toContainText("Mon 25 Mar");
    await expect(plan.getByRole("listitem").filter({ hasText: "Reminder of Cold chain" }), "it leaves the weekend").toContainText("not Sat 23 Mar");
    await expect(rep.getByText("Cold chain: live"), "nothing is made yet").toHaveCount(0);
    await dialog.getByRole("button", { name: "Plan 10 entries" }).click();
    await expect(page.getByRole("complementary", { name: "Cold chain" })).toBeVisible();
    await expect(rep.getByRole("button", { name: /Calls after Cold chain/ })).toBeVisible();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(rep.getByText(/Cold chain/)).toHaveCount(0);
});

test("what cannot be placed is named, and days off are gone around", async ({ sign_in }) => {
    const page = await sign_in("admin", { path: "/?view=list&on=2030-06-15" });
    await send(page, "blackout.create", { name: "Summer days", first_on: "2030-06-03", last_on: "2030-06-04" });
    const dialog = await begin(page);
    await choose(page, /^Template:/, /^Outbound push$/);
    await dialog.getByLabel("Title").fill("Ports");
    await dialog.getByLabel("First day").fill("2030-06-03");
    await expect(dialog.getByRole("listitem").filter({ hasText: "Ports: accounts chosen" })).toContainText("Wed 5 Jun");
    await dialog.getByLabel("First day").fill("2200-12-27");
    await expect(dialog.getByRole("alert")).toContainText("falls outside the years 1900 to 2200");
    await expect(dialog.getByRole("button", { name: /^Plan / })).toBeDisabled();
});

test("a campaign is saved as a template, which leads change and delete", async ({ sign_in }) => {
    const page = await sign_in("admin", { path: "/?view=month&on=2030-09-15" });
    await create(page, "2030-09-10", "Campaign", "Harvest");
    const panel = await open(page, "Harvest");
    await panel.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Save as a template" }).click();
    await page.getByRole("dialog", { name: "Save as a template" }).getByLabel("Name").fill("Harvest again");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: "Save as a template" })).toHaveCount(0);

    await page.goto("/settings/templates");
    await page.getByRole("button", { name: "Change Harvest again" }).click();
    await page.getByRole("button", { name: "Add an entry" }).click();
    const item = page.getByRole("dialog", { name: "New entry of the template" });
    await item.getByLabel("Title").fill("Thanks for {title}");
    await item.getByLabel("Days from there").fill("");
    await item.getByRole("button", { name: "Add it" }).click();
    await expect(item.getByRole("alert"), "what is planned has a day").toHaveText("Say how many days from there.");
    await item.getByLabel("Days from there").fill("3");
    await item.getByRole("button", { name: "A role" }).click();
    await item.getByRole("button", { name: "Add it" }).click();
    await expect(item.getByRole("alert"), "a role has a name").toHaveText("Name the role.");
    await item.getByLabel("Role", { exact: true }).fill("Host");
    await item.getByRole("button", { name: "Add it" }).click();
    const form = page.getByRole("dialog", { name: "Template Harvest again" });
    await expect(form.getByRole("listitem").filter({ hasText: "Thanks for the campaign" })).toContainText("Day 4 · Prospecting push · Host");
    await form.getByLabel("Name").fill("Harvest of every year");
    await form.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Delete Harvest of every year" }).click();
    await expect(page.getByText("Harvest of every year", { exact: true })).toHaveCount(0);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(page.getByText("1 entry in 1 day")).toBeVisible();
});

/** A campaign with money, an audience and an offer, saved as a template. */
async function save_ropes(page: Page): Promise<string> {
    const audience = await send(page, "audience.create", { name: "Chandlers", kind: "rule", conditions: ["industry is Chandlers"] });
    const offer = await send(page, "offer.create", { name: "A month free" });
    await create(page, "2030-11-12", "Campaign", "Ropes");
    await open(page, "Ropes");
    const id = new URL(page.url()).searchParams.get("entry") ?? "";
    await send(page, "entry.update", { id, budget: 9000, audience_ids: [audience.id], offer_ids: [offer.id] });
    await send(page, "template.save", { entry_id: id, name: "Ropes again" });
    return audience.id ?? "";
}

test("what a campaign costs, whom it is for and what it offers goes into its template and out again", async ({ sign_in }) => {
    const page = await sign_in("admin", { path: "/?view=month&on=2030-11-15" });
    const audience = await save_ropes(page);
    await page.goto("/settings/templates");
    await page.getByRole("button", { name: "Change Ropes again" }).click();
    const form = page.getByRole("dialog", { name: "Template Ropes again" });
    await expect(form.getByLabel("Budget")).toHaveValue("9,000");
    await expect(form.getByRole("button", { name: "Offers: A month free" })).toBeVisible();
    await form.getByRole("button", { name: "Add an entry" }).click();
    const item = page.getByRole("dialog", { name: "New entry of the template" });
    await item.getByLabel("Title").fill("Calls about {title}");
    await item.getByLabel("Budget").fill("a lot");
    await item.getByRole("button", { name: "Add it" }).click();
    await expect(item.getByRole("alert")).toHaveText("must be a whole number");
    await item.getByLabel("Budget").fill("450");
    await item.getByRole("button", { name: /^Audiences:/ }).click();
    await page.getByRole("option", { name: "Chandlers" }).click();
    await page.keyboard.press("Escape");
    await item.getByRole("button", { name: "Add it" }).click();
    await expect(form.getByRole("listitem").filter({ hasText: "Calls about the campaign" })).toContainText("450 · Chandlers");
    await form.getByRole("button", { name: "Cancel" }).click();

    await page.getByRole("button", { name: "Use Ropes again" }).click();
    const use = page.getByRole("dialog", { name: "New campaign from a template" });
    await expect(use.getByText("The campaign itself: 9,000 · Chandlers · A month free")).toBeVisible();
    await use.getByLabel("Title").fill("Anchors");
    await use.getByLabel("First day").fill("2030-11-18");
    await expect(use.getByRole("listitem").filter({ hasText: "Calls about Anchors" })).toContainText("450 · Chandlers");
    await use.getByRole("button", { name: "Plan 2 entries" }).click();
    const made = page.getByRole("complementary", { name: "Anchors" });
    await expect(made.getByRole("textbox", { name: "Budget" })).toHaveValue("9,000");
    await expect(made.getByRole("button", { name: /^Chandlers/ })).toBeVisible();

    await send(page, "audience.delete", { id: audience });
    await page.goto("/settings/templates");
    await page.getByRole("button", { name: "Use Ropes again" }).click();
    await expect(use.getByText("The campaign itself: 9,000 · A month free"), "what is deleted is not named").toBeVisible();
});
