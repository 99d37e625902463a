// Days on which nothing starts: leads say them, every view of everyone marks them at once.
import { create, day, tile } from "./support/calendar";
import { expect, test } from "./support/fixtures";

test("days off are made by a lead and stand in every view of the others at once", async ({ sign_in }) => {
    const rep = await sign_in("rep", { path: "/?view=month&on=2029-05-15" });
    const lead = await sign_in("admin", { path: "/settings/blackouts" });
    await lead.getByRole("button", { name: /^(Add the first|New days off)$/ }).click();
    const form = lead.getByRole("dialog", { name: "New days off" });
    await form.getByRole("button", { name: "Add them" }).click();
    await expect(form.getByRole("alert"), "days off without a name are refused").toContainText("need a name");
    await form.getByLabel("Name").fill("Spring fair");
    await form.getByLabel("First day").fill("2029-05-14");
    await form.getByLabel("Last day").fill("2029-05-11");
    await form.getByRole("button", { name: "Blackout" }).click();
    await form.getByRole("button", { name: "Sales" }).click();
    await form.getByRole("button", { name: "Add them" }).click();
    await expect(form.getByRole("alert"), "and so is an end before the beginning").toContainText("must not be before the first day");
    await form.getByLabel("Last day").fill("2029-05-16");
    await form.getByRole("button", { name: "Add them" }).click();
    await expect(lead.getByRole("listitem").filter({ hasText: "Spring fair" })).toContainText("for sales");

    await expect(day(rep, "2029-05-14")).toHaveAccessibleName(/Spring fair \(sales\)/);
    await expect(day(rep, "2029-05-16")).toHaveAccessibleName(/Spring fair/);
    await expect(day(rep, "2029-05-17")).not.toHaveAccessibleName(/Spring fair/);
    await create(rep, "2029-05-10", "Prospecting push", "Calls before the fair");
    const [from, to] = [await tile(rep, "Calls before the fair").boundingBox(), await day(rep, "2029-05-15").boundingBox()];
    await rep.mouse.move((from?.x ?? 0) + 30, (from?.y ?? 0) + 8);
    await rep.mouse.down();
    await rep.mouse.move((to?.x ?? 0) + 60, (to?.y ?? 0) + 60, { steps: 8 });
    await expect(rep.locator(".day-off").first(), "while something is dragged they stand out").toHaveCSS("color", "rgb(138, 90, 0)");
    await rep.keyboard.press("Escape");
    await rep.mouse.up();
    await expect(tile(rep, "Calls before the fair"), "Escape puts back what is dragged").toHaveAttribute("data-date", "2029-05-10");

    for (const [view, count] of [["week", 3], ["day", 1], ["list", 1]] as const) {
        await rep.goto(`/?view=${view}&on=2029-05-14`);
        await expect(rep.locator(".off-name").getByText("Spring fair"), view).toHaveCount(count);
    }
    await rep.goto("/?view=timeline&zoom=month&on=2029-05-14");
    await expect(rep.getByText(/^Days off: .*Spring fair \(sales\), Mon 14 May/)).toHaveCount(1); // the demo keeps Labour Day
});

test("days off are changed, deleted and brought back", async ({ sign_in }) => {
    const lead = await sign_in("admin", { path: "/settings/blackouts" });
    const rep = await sign_in("rep", { path: "/?view=month&on=2029-08-15" });
    await lead.getByRole("button", { name: /^(Add the first|New days off)$/ }).click();
    await lead.getByLabel("Name").fill("Harbour day");
    await lead.getByLabel("First day").fill("2029-08-08");
    await lead.getByRole("button", { name: "Add them" }).click();
    await expect(day(rep, "2029-08-08"), "the last day follows the first").toHaveAccessibleName(/Harbour day/);
    await lead.getByRole("button", { name: "Change Harbour day" }).click();
    await lead.getByLabel("Last day").fill("2029-08-09");
    await lead.getByRole("button", { name: "Save" }).click();
    await expect(day(rep, "2029-08-09")).toHaveAccessibleName(/Harbour day/);
    await lead.getByRole("button", { name: "Delete Harbour day" }).click();
    await expect(day(rep, "2029-08-08")).not.toHaveAccessibleName(/Harbour day/);
    await lead.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(day(rep, "2029-08-08")).toHaveAccessibleName(/Harbour day/);
    await rep.goto("/settings/blackouts");
    await expect(rep.getByRole("heading", { name: "Profile" }), "who may not change them is not offered to").toBeVisible();
});
