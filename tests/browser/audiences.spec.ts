// Audiences: a rule that keeps itself up to date on the other side, a fixed list that two people fill at once.
import { snapshot_of } from "./support/account_screens";
import { fill_day, line, send } from "./support/calendar";
import { expect, test } from "./support/fixtures";

interface Named { id: string; name: string }

test("a rule made with a live count takes in the account that comes to meet it, on the other page", async ({ sign_in }) => {
    const marketer = await sign_in("marketer", { path: "/audiences" });
    const rep = await sign_in("rep", { path: "/audiences" });
    await send(rep, "account.create", { name: "Almhütte Logistik", region: "Alpine", employee_count: 80 });

    await marketer.getByRole("button", { name: /^(New audience|Make the first)$/ }).first().click();
    const form = marketer.getByRole("dialog", { name: "New audience" });
    await form.getByLabel("Name").fill("Alpine");
    await form.getByRole("button", { name: /^Field/ }).click();
    await marketer.getByRole("option", { name: "Region" }).click();
    await form.getByRole("textbox", { name: "Value" }).fill("Alpine");
    await expect(form.getByText("1 account", { exact: true })).toBeVisible();
    await form.getByRole("button", { name: "Make the audience" }).click();
    await expect(marketer.getByRole("article", { name: "Alpine" })).toContainText("Region is Alpine");

    await rep.getByRole("button", { name: /^Alpine/ }).click();
    const seen = rep.getByRole("article", { name: "Alpine" });
    await expect(seen.getByText("1 account", { exact: true })).toBeVisible();
    await send(marketer, "account.create", { name: "Gletscher Fracht", region: "Alpine" });
    await expect(seen.getByText("2 accounts", { exact: true })).toBeVisible();
    await expect(seen.getByRole("button", { name: /^Gletscher Fracht/ })).toBeVisible();
});

test("a fixed list is filled by ticking and by pasting, and what is taken off comes back with one undo", async ({ sign_in }) => {
    const marketer = await sign_in("marketer", { path: "/audiences" });
    const rep = await sign_in("rep", { path: "/audiences" });
    const accounts = (await snapshot_of<Named>(marketer, "accounts")).map(({ name }) => name);
    const { id } = await send(marketer, "audience.create", { name: "Harbour tour" });

    await rep.goto(`/audiences/${id ?? ""}`);
    await rep.getByRole("button", { name: "Add accounts" }).first().click();
    await rep.getByLabel("Search accounts").fill(accounts[3] ?? "");
    await rep.getByRole("checkbox", { name: accounts[3] ?? "" }).check();
    await rep.getByRole("button", { name: "Add 1 account" }).click();
    await expect(rep.getByRole("article").getByText("1 account", { exact: true })).toBeVisible();

    await marketer.goto(`/audiences/${id ?? ""}`);
    await marketer.getByRole("button", { name: "Add accounts" }).first().click();
    await marketer.getByRole("button", { name: "Paste a list" }).click();
    await marketer.getByLabel("Names or domains").fill([accounts[3], accounts[5], accounts[7], "Nobody at all"].join("\n"));
    await expect(marketer.getByText("2 accounts to add, 1 in the list already")).toBeVisible();
    await expect(marketer.getByText("Not found: Nobody at all")).toBeVisible();
    await marketer.getByRole("button", { name: "Add 2 accounts" }).click();
    await expect(rep.getByRole("article").getByText("3 accounts", { exact: true })).toBeVisible();

    await rep.getByRole("button", { name: `Take ${accounts[5] ?? ""} off the list` }).click();
    await expect(marketer.getByRole("article").getByText("2 accounts", { exact: true })).toBeVisible();
    await line(rep, /^Took 1 account off/).getByRole("button", { name: "Undo" }).click();
    await expect(marketer.getByRole("article").getByText("3 accounts", { exact: true })).toBeVisible();
});

test("deleting an audience says which entries lose it, and one undo brings all of it back", async ({ sign_in }) => {
    const marketer = await sign_in("marketer", { path: "/audiences" });
    const { id } = await send(marketer, "audience.create", { name: "Cold stores", kind: "rule", conditions: ["industry contains cold"] });
    await fill_day(marketer, "2028-12-05", ["Calls to cold stores"], { audience_ids: [id] });
    await marketer.goto(`/audiences/${id ?? ""}`);
    await expect(marketer.getByText("Used by 1 entry")).toBeVisible();
    await marketer.getByRole("button", { name: "Delete the audience" }).click();
    const ask = marketer.getByRole("dialog", { name: "Delete “Cold stores”?" });
    await expect(ask).toContainText("1 entry will reach nobody through it any more.");
    await ask.getByRole("button", { name: "Delete the audience" }).click();
    await expect(marketer.getByRole("button", { name: /^Cold stores/ })).toBeHidden();
    await line(marketer, /^Deleted the audience/).getByRole("button", { name: "Undo" }).click();
    await marketer.getByRole("button", { name: /^Cold stores/ }).click();
    await expect(marketer.getByText("Used by 1 entry")).toBeVisible();
});
