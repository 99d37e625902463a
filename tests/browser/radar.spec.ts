// Both teams would reach the same accounts too often: said while it is planned, with the way out beside it.
import { day, fill_day, quiet_month, send, tile } from "./support/calendar";
import { expect, test } from "./support/fixtures";
import { busy_week, crowd, member_id } from "./support/radar";

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
    await lead.getByRole("button", { name: "Back to the defaults" }).click(); // the demo's leads want more days of quiet
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

test("the other owner is asked live, declines, and the entry goes on for a reason that everyone sees", async ({ sign_in }) => {
    const page = await sign_in("marketer");
    const rep = await sign_in("rep", { path: "/offers" });
    const audience = await crowd(page, "Fragland");
    const owner_id = await member_id(rep);
    await busy_week(page, audience, "2028-07-10", { owner_id });
    const [id = ""] = await fill_day(page, "2028-07-13", ["Invitation by post"], { kind: "release", audience_ids: [audience] });
    await page.goto(`/?view=month&on=2028-07-13&entry=${id}`);
    const radar = page.locator(".entry-panel").getByRole("region", { name: "Touch radar" });
    await radar.getByRole("button", { name: "Ask Mara" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Ask Mara" });
    await dialog.getByRole("textbox").fill("Yours is a call, mine a letter. Fine?");
    await dialog.getByRole("button", { name: "Ask Mara" }).click();
    await expect(radar.getByText("Mara is asked")).toBeVisible();

    const card = rep.getByRole("region", { name: "Asked of you" });
    await expect(card.getByText("Yours is a call, mine a letter. Fine?")).toBeVisible();
    await expect(card.getByRole("button", { name: "Invitation by post" })).toBeVisible();
    await card.getByLabel("A sentence to go with it").fill("They asked for quiet this week");
    await card.getByRole("button", { name: "Decline" }).click();
    await expect(card.getByRole("article")).toHaveCount(0);
    await expect(radar.getByText("Mara declines: “They asked for quiet this week”")).toBeVisible();
    await expect(radar.getByRole("button", { name: "Ask Mara again" })).toBeVisible();

    await radar.getByRole("button", { name: "Override…" }).click();
    const why = page.getByRole("dialog", { name: "Override the radar" });
    await why.getByRole("button", { name: "Override", exact: true }).click();
    await expect(why.getByText("Say why it goes on all the same.")).toBeVisible();
    await why.getByRole("textbox").fill("The harbour master wants it in writing");
    await why.getByRole("button", { name: "Override", exact: true }).click();
    await expect(radar.getByText("Settled: accepted or overridden")).toBeVisible();
    await rep.goto(`/?view=month&on=2028-07-13&entry=${id}`);
    await expect(rep.locator(".entry-panel").getByText("“The harbour master wants it in writing”")).toBeVisible();
    await page.getByRole("button", { name: "Undo", exact: true }).first().click();
    await expect(radar.getByRole("button", { name: "Override…" })).toBeVisible();
});

test("an ask put off waits in the entry, and what is accepted is settled for who has asked", async ({ sign_in }) => {
    const page = await sign_in("marketer");
    const rep = await sign_in("rep", { path: "/today" });
    const audience = await crowd(page, "Jaland");
    const owner_id = await member_id(rep);
    const [other_entry_id = ""] = await busy_week(page, audience, "2028-08-07", { owner_id });
    const [id = ""] = await fill_day(page, "2028-08-10", ["Price list by post"], { kind: "release", audience_ids: [audience] });
    await page.goto(`/?view=month&on=2028-08-10&entry=${id}`);
    await send(page, "radar_ask.create", { entry_id: id, other_entry_id });
    const card = rep.getByRole("region", { name: "Asked of you" });
    await card.getByRole("button", { name: "Later" }).click();
    await expect(card.getByRole("article")).toHaveCount(0);
    await rep.goto(`/?view=month&on=2028-08-10&entry=${id}`);
    await rep.locator(".entry-panel").getByRole("button", { name: "Accept" }).click();
    const radar = page.locator(".entry-panel").getByRole("region", { name: "Touch radar" });
    await expect(radar.getByText("Mara accepts it")).toBeVisible();
    await expect(radar.getByText("Settled: accepted or overridden")).toBeVisible();
});

test("the page of the radar shows the worst first, says what a cell holds, and follows what others change", async ({ sign_in }) => {
    const page = await sign_in("marketer");
    const rep = await sign_in("rep", { path: "/today" });
    const audience = await crowd(page, "Brettland");
    const [, call = ""] = await busy_week(rep, audience, "2028-10-02", { owner_id: await member_id(rep) });
    const [id] = await fill_day(page, "2028-10-05", ["Fair invitation"], { kind: "event", status: "planned", audience_ids: [audience], owner_id: await member_id(page) });
    await page.getByRole("link", { name: "Touch radar" }).click();
    await expect(page.getByRole("grid")).toBeVisible();
    await page.goto("/radar?on=2028-10-04");
    const against = page.getByRole("gridcell", { name: /^Thursday 5 October: marketing 1 planned. More than 2 times in 7 days/ });
    await expect(against).toHaveCount(8);

    await page.getByRole("gridcell", { name: /^Wednesday 4 October: sales 1 planned/ }).first().focus();
    await page.keyboard.press("ArrowRight");
    await expect(against.first()).toBeFocused();
    await page.keyboard.press("Enter");
    const box = page.getByRole("dialog", { name: /^What reaches Hafen/ });
    await expect(box.getByRole("button", { name: "Fair invitation" })).toBeVisible();
    await expect(box.getByText("More than 2 times in 7 days")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(against.first()).toBeFocused();

    await send(rep, "entry.update", { id: call, status: "cancelled" });
    await expect(against).toHaveCount(0);
    await page.getByRole("button", { name: "Sales", exact: true }).click();
    await expect(page.getByText("8 of 8 hear from us")).toBeVisible();
    await expect(page.getByRole("gridcell", { name: /^Thursday 5 October: nothing/ }), "what marketing does is not of sales").toHaveCount(8);
    await page.getByRole("button", { name: "Both teams", exact: true }).click();
    await expect(page.getByText("8 of 8 hear from us")).toHaveCount(0);
    await page.getByLabel("Search accounts").fill("emden");
    await expect(page.getByRole("gridcell", { name: /^Thursday 5 October: marketing 1 planned/ })).toHaveCount(1);

    await send(rep, "entry.update", { id: call, status: "confirmed" });
    await send(page, "radar_override.create", { entry_id: id, reason: "The fair is only once a year" });
    await page.getByRole("button", { name: "Overrides" }).click();
    await expect(page.getByText("The fair is only once a year")).toBeVisible();

    const [review = ""] = await fill_day(rep, "2028-10-20", ["How the autumn went"], { kind: "review" });
    await rep.goto(`/?view=month&on=2028-10-20&entry=${review}`);
    await expect(rep.locator(".entry-panel").getByRole("region", { name: "Overridden" }), "the next review tells it").toContainText("The fair is only once a year");
});
