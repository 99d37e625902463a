// What keeps an entry from its next status is said where it can be mended, and a sign-off arrives live.
import { type Page } from "@playwright/test";
import { choose, create, fill_day, line, open, quiet_month, send } from "./support/calendar";
import { expect, test } from "./support/fixtures";

async function find_no_way_around(page: Page): Promise<void> {
    await fill_day(page, "2028-03-18", ["Calls of April"], { kind: "push", status: "live" });
    const calls = await open(page, "Calls of April");
    await calls.getByRole("button", { name: /^Kind:/ }).click();
    await page.getByRole("option", { name: "Milestone" }).click();
    await expect(calls.getByRole("alert"), "another kind is no way around").toHaveText(/cannot be milestone while it is live: it needs a sign-off/);
}

/** What is wanted waits in the inbox, whether its notice was read or not, until it is signed. */
async function look_and_sign(page: Page): Promise<void> {
    await page.goto("/inbox");
    const waiting = page.getByRole("list", { name: "Waiting for your sign-off" }).getByRole("listitem").filter({ hasText: "Price list" });
    await expect(waiting).toBeVisible();
    await page.getByRole("button", { name: "Mark all read" }).click();
    await waiting.getByRole("button", { name: "Look and sign" }).click();
    await page.locator(".entry-panel").getByRole("button", { name: "Sign off", exact: true }).click();
    await expect(waiting).toHaveCount(0);
}

test("a gate refuses, its checklist and the sign-off of another open it", async ({ sign_in }) => {
    const lead = await sign_in("admin", { path: "/settings/gates" });
    await lead.getByRole("button", { name: /^(Make one|New gate)$/ }).first().click();
    const form = lead.getByRole("dialog", { name: "New gate" });
    await form.getByRole("button", { name: /^Kind:/ }).click();
    await lead.getByRole("option", { name: "Milestone" }).click();
    await form.getByRole("button", { name: /^Status:/ }).click();
    await lead.getByRole("option", { name: "Live" }).click();
    await form.getByRole("button", { name: "Make it" }).click();
    await expect(form.getByRole("alert"), "a gate that asks nothing is none").toContainText("Choose at least one");
    await form.getByRole("checkbox", { name: "The checklist done" }).check();
    await form.getByRole("button", { name: /^Sign-offs:/ }).click();
    await lead.getByRole("option", { name: "1", exact: true }).click();
    await form.getByRole("button", { name: "Make it" }).click();
    await expect(lead.getByRole("heading", { name: "Milestone → Live" })).toBeVisible();

    await lead.goto(quiet_month);
    const rep = await sign_in("rep", { path: quiet_month });
    await create(lead, "2028-03-17", "Milestone", "Price list");
    const [panel, theirs] = [await open(lead, "Price list"), await open(rep, "Price list")];
    await panel.getByRole("textbox", { name: "Add to the checklist" }).fill("Print it");
    await lead.keyboard.press("Enter");
    await expect(theirs.getByText("Print it")).toBeVisible();
    await panel.getByRole("button", { name: "Live", exact: true }).click();
    await expect(panel.getByRole("alert")).toHaveText(/cannot be live yet: it needs one thing of its checklist done; a sign-off by members/);

    await theirs.getByRole("checkbox", { name: "Print it" }).check();
    await panel.getByRole("button", { name: /^Ask for a sign-off/ }).click();
    await lead.getByRole("option", { name: /^Mara/ }).click();
    await look_and_sign(rep);
    await expect(panel.getByText("Signed off", { exact: true })).toBeVisible();
    await panel.getByRole("button", { name: "Live", exact: true }).click();
    await expect(panel.getByRole("button", { name: "Live", exact: true })).toHaveAttribute("aria-pressed", "true");

    await panel.getByRole("textbox", { name: "Title" }).fill("Price list of April");
    await lead.keyboard.press("Enter");
    await expect(theirs.getByText("Signed an earlier version")).toBeVisible();
    await lead.getByRole("button", { name: "Undo", exact: true }).first().click();
    await expect(theirs.getByText("Signed off", { exact: true })).toBeVisible();
    await find_no_way_around(lead);
});

test("a gate that wants the landing page live leads to where it is chosen, and everyone sees which one it is", async ({ sign_in }) => {
    const path = "/?view=month&on=2029-02-15";
    const lead = await sign_in("admin", { path });
    const { gates } = (await (await lead.request.get("/api/snapshot?from=2029-02-01&to=2029-02-02")).json()) as { gates: { kind: string; status: string }[] };
    if (!gates.some(({ kind, status }) => kind === "event" && status === "done")) await send(lead, "gate.create", { kind: "event", status: "done", rules: ["landing_page"] });
    await fill_day(lead, "2029-02-14", ["Berth talk"], { kind: "event", status: "live" });
    const [page_id] = await fill_day(lead, "2029-02-13", ["Berth page"], { kind: "release", status: "planned" });
    const rep = await sign_in("rep", { path });
    const [panel, theirs] = [await open(lead, "Berth talk"), await open(rep, "Berth talk")];
    await panel.getByRole("button", { name: "Done", exact: true }).click();
    await expect(panel.getByRole("alert")).toHaveText("cannot be done yet: it needs a landing page");
    await panel.getByRole("button", { name: "a landing page", exact: true }).click();
    await choose(lead, "Berth page");
    await expect(theirs.getByRole("button", { name: /^Berth page Planned/ })).toBeVisible();

    await panel.getByRole("button", { name: "Done", exact: true }).click();
    await expect(panel.getByRole("alert")).toHaveText("cannot be done yet: it needs its landing page live");
    await panel.getByRole("button", { name: "its landing page live", exact: true }).press("Enter");
    await expect(panel.getByRole("button", { name: /^Berth page Planned/ })).toBeFocused();
    await lead.keyboard.press("Enter");
    await lead.getByRole("complementary", { name: "Berth page" }).getByRole("button", { name: "Live", exact: true }).click();
    await expect(theirs.getByRole("button", { name: /^Berth page Live/ })).toBeVisible();

    await open(lead, "Berth talk");
    await panel.getByRole("button", { name: "No landing page" }).click();
    await expect(theirs.getByText("Choose an entry")).toBeVisible();
    await line(lead, "Changed landing page").getByRole("button", { name: "Undo" }).click();
    await send(lead, "entry.update", { id: page_id, private: true });
    await expect(theirs.getByText("An entry you may not see")).toBeVisible();
    await panel.getByRole("button", { name: "Done", exact: true }).click();
    await expect(panel.getByRole("button", { name: "Done", exact: true })).toHaveAttribute("aria-pressed", "true");
});
