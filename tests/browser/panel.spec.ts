// The panel of an entry: its sections fold, and stay folded from one entry to the next, until what they hold is wanted.
import { type Locator } from "@playwright/test";
import { fill_day, open, quiet_month, send } from "./support/calendar";
import { expect, test } from "./support/fixtures";

const heading = (panel: Locator, name: string): Locator => panel.getByRole("heading", { name, exact: false }).getByRole("button");

test("a section that is folded stays so in another entry and after a reload, and what was half typed in it stays", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: quiet_month });
    await fill_day(page, "2028-03-24", ["Folded here", "Folded there"]);
    const panel = await open(page, "Folded here");
    const comment = panel.getByRole("textbox", { name: /^Comment on/ });
    await comment.fill("Half a thought");
    await heading(panel, "Comments").click();
    await expect(comment).toBeHidden();
    await heading(panel, "Comments").press("Enter");
    await expect(comment).toHaveValue("Half a thought");
    await heading(panel, "Links").click();

    const other = await open(page, "Folded there");
    await expect(heading(other, "Links")).toHaveAttribute("aria-expanded", "false");
    await expect(other.getByRole("textbox", { name: /^Comment on/ })).toBeVisible();
    await page.reload();
    await expect(heading(other, "Links")).toHaveAttribute("aria-expanded", "false");

    await other.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Unfold all sections" }).click();
    await expect(heading(other, "Links")).toHaveAttribute("aria-expanded", "true");
    await other.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Fold all sections" }).click();
    await expect(other.locator("[aria-expanded=true]")).toHaveCount(0);
});

test("what a gate still wants is a press away, also in a section that is folded", async ({ sign_in }) => {
    const page = await sign_in("admin", { path: quiet_month });
    const { id: gate } = await send(page, "gate.create", { kind: "event", status: "live", rules: ["links"] });
    await fill_day(page, "2028-03-27", ["Needs a link"], { kind: "event", status: "confirmed" });
    const panel = await open(page, "Needs a link");
    await heading(panel, "Links").click();
    await panel.getByText(/^Live needs/).getByRole("button", { name: /link/ }).click();
    await expect(heading(panel, "Links")).toHaveAttribute("aria-expanded", "true");
    await expect(panel.locator("[data-fold='links'] .body :focus")).toBeVisible();
    const beyond = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    expect(beyond, "the panel scrolls, not the window").toBe(0);
    await send(page, "gate.delete", { id: gate }); // it is in the way of other tests
});
