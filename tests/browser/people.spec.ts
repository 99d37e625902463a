// People in accounts and their journey: added, placed, carried on, seen live on the other page.
import { type Page } from "@playwright/test";
import { snapshot_of } from "./support/account_screens";
import { line, send } from "./support/calendar";
import { expect, test } from "./support/fixtures";

interface Named { id: string; name: string }

async function account_of(page: Page, place: number): Promise<Named> {
    const account = (await snapshot_of<Named>(page, "accounts"))[place];
    if (!account) throw new Error("the demo has accounts");
    return account;
}

const column = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("a person is added to an account, changed, and seen by the other team at once; one undo brings a deleted one back", async ({ sign_in }) => {
    const rep = await sign_in("rep", { path: "/accounts" });
    const marketer = await sign_in("marketer", { path: "/accounts" });
    const { id } = await account_of(rep, 4);
    for (const page of [rep, marketer]) await page.goto(`/accounts?account=${id}`);

    await rep.getByRole("button", { name: "Add a person" }).click();
    const form = rep.getByRole("dialog", { name: "New person" });
    await form.getByRole("button", { name: "Add the person" }).click();
    await expect(form.getByText("A person needs a name.")).toBeVisible();
    await form.getByLabel("Name").fill("Ida Holm");
    await form.getByLabel("Email").fill("ida at hanse");
    await form.getByRole("button", { name: "Add the person" }).click();
    await expect(form.getByRole("alert")).toContainText("must be a mail address");
    await form.getByLabel("Email").fill("ida@hanse.example");
    await form.getByLabel("Deal in sight").fill("12,000");
    await form.getByRole("button", { name: "Add the person" }).click();
    await expect(form).toBeHidden();

    const people = marketer.getByRole("region", { name: /^People/ });
    await expect(people.getByRole("button", { name: /^Ida Holm/ })).toBeVisible();
    await expect(people.getByRole("link", { name: "Write to Ida Holm: ida@hanse.example" })).toHaveAttribute("href", "mailto:ida@hanse.example");
    await people.getByRole("button", { name: /^Stage of Ida Holm/ }).click();
    await marketer.getByRole("option", { name: "Interest" }).click();
    await expect(rep.getByRole("button", { name: "Stage of Ida Holm: Interest" })).toBeVisible();

    await rep.getByRole("button", { name: /^Ida Holm/ }).click();
    await rep.getByRole("button", { name: "Delete Ida Holm" }).click();
    await rep.getByRole("dialog", { name: "Delete Ida Holm?" }).getByRole("button", { name: "Delete", exact: true }).click();
    await expect(people.getByRole("button", { name: /^Ida Holm/ })).toBeHidden();
    await line(rep, /^Deleted Ida Holm/).getByRole("button", { name: "Undo" }).click();
    await expect(people.getByRole("button", { name: /^Ida Holm/ })).toBeVisible();
});

test("on the journey a card is carried, moved by its menu and by keyboard, and the other page sees it", async ({ sign_in }) => {
    const rep = await sign_in("rep", { path: "/journey" });
    const marketer = await sign_in("marketer", { path: "/journey" });
    const { id } = await account_of(rep, 6);
    await send(rep, "prospect.create", { account_id: id, name: "Nils Berg", stage: "interest", value: 5000 });
    const card = column(marketer, "Interest").getByRole("button", { name: /^Nils Berg/ });
    await expect(card).toBeVisible();

    await card.hover();
    await marketer.mouse.down();
    const to = await column(marketer, "Consideration").boundingBox();
    if (!to) throw new Error("no column");
    await marketer.mouse.move(to.x + 40, to.y + 120, { steps: 6 });
    await marketer.mouse.up();
    await expect(column(rep, "Consideration").getByRole("button", { name: /^Nils Berg/ })).toBeVisible();

    await column(rep, "Consideration").getByRole("button", { name: "Move Nils Berg" }).click();
    await rep.getByRole("menuitemradio", { name: "Purchase" }).or(rep.getByRole("menuitem", { name: "Purchase" })).click();
    await expect(column(marketer, "Purchase").getByRole("button", { name: /^Nils Berg/ })).toBeVisible();

    await column(rep, "Purchase").getByRole("button", { name: /^Nils Berg/ }).press("Shift+ArrowRight");
    await expect(column(marketer, "Loyalty").getByRole("button", { name: /^Nils Berg/ })).toBeVisible();
    await expect(column(rep, "Loyalty").getByRole("button", { name: /^Nils Berg/ })).toBeFocused();
    await line(rep, /Nils Berg is now in loyalty/).getByRole("button", { name: "Undo" }).click();
    await expect(column(marketer, "Purchase").getByRole("button", { name: /^Nils Berg/ })).toBeVisible();
});

test("a lead says who answers for a stage, and everyone reads it", async ({ sign_in }) => {
    const lead = await sign_in("admin", { path: "/journey" });
    const rep = await sign_in("rep", { path: "/journey" });
    await expect(column(rep, "Interest")).toContainText("Marketing");
    await expect(rep.getByRole("button", { name: "Who answers for interest" })).toBeHidden();
    await lead.getByRole("button", { name: "Who answers for interest" }).click();
    const form = lead.getByRole("dialog", { name: "Interest" });
    await form.getByRole("button", { name: /^Team/ }).click();
    await lead.getByRole("option", { name: "Sales" }).click();
    await form.getByLabel("What brings someone here").fill("Came to the stand, or asked for a call");
    await form.getByRole("button", { name: "Save" }).click();
    await expect(column(rep, "Interest")).toContainText("Came to the stand, or asked for a call");
    await expect(column(rep, "Interest").getByText("Sales", { exact: true })).toBeVisible();
});
