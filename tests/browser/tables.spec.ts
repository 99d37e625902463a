// A table of accounts: its columns named, its errors shown, imported for everyone, and taken back whole.
import { type Locator, type Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

async function begin(page: Page): Promise<Locator> {
    await page.getByRole("button", { name: "Import", exact: true }).click();
    return page.getByRole("dialog", { name: "Import a table" });
}
const table = (...rows: string[]) => ({ name: "accounts.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\r\n")) });

test("a table is shown before it is imported, everyone sees what it brought, and Undo takes all of it back", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/accounts?q=Tabular" });
    const rep = await sign_in("rep", { path: "/accounts?q=Tabular" });
    const dialog = await begin(page);
    await dialog.getByLabel("Table").setInputFiles(table("Company;Web;Town;People", "Tabular One;one.example;Kiel;1.200", "Tabular Two;two.example;Husum;7"));
    const columns = dialog.getByRole("list", { name: "Columns" });
    await expect(columns.getByRole("listitem")).toContainText(["Name (needed)", "Domain", "City", "Leave out"]);
    await columns.getByRole("button", { name: /What “People” says/ }).click();
    await page.getByRole("option", { name: "Employees", exact: true }).click();
    await expect(columns.getByRole("listitem").last()).not.toContainText("Leave out");

    await dialog.getByRole("button", { name: "Import 2 new accounts" }).click();
    await expect(dialog.getByRole("status")).toContainText("2 new accounts");
    await expect(rep.getByText("Tabular Two")).toBeVisible();
    await dialog.getByRole("button", { name: "Undo the import" }).click();
    await expect(dialog.getByText("The import is taken back")).toBeVisible();
    await expect(rep.getByText("Tabular Two")).toBeHidden();
});

test("errors say their row and column, and nothing is imported until there are none", async ({ sign_in }) => {
    const page = await sign_in("rep", { path: "/accounts?q=Tabular" });
    const dialog = await begin(page);
    await dialog.getByLabel("Table").setInputFiles(table("Company,Employees", "Tabular Three,many", "Tabular Four,4"));
    await expect(dialog.getByRole("list", { name: "Errors" }).getByRole("listitem")).toHaveText(["Row 2, Employees: must be a whole number"]);
    await expect(dialog.getByRole("button", { name: "Import", exact: true })).toBeDisabled();
    await dialog.getByLabel(/table/i).first().setInputFiles(table("Company,Employees", "Tabular Three,3", "Tabular Four,4"));
    await expect(dialog.getByRole("button", { name: "Import 2 new accounts" })).toBeEnabled();
});
