// The first run: a workspace without members, the address that the server prints, and the first admin on the calendar.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./support/fixtures";
import { Server } from "./support/server";

test("the first admin chooses a team and is on the calendar", async ({ browser }) => {
    const server = await Server.start("empty");
    const context = await browser.newContext({ baseURL: server.address });
    const page = await context.newPage();
    await page.goto(server.setup_path);
    await page.getByLabel("Your name").fill("Ada Admin");
    await page.getByLabel("Email").fill("ada@example.org");
    await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
    await page.getByLabel("Password again").fill("correct horse battery");
    await page.getByRole("button", { name: "Create the workspace" }).click();
    await expect(page.getByRole("alert"), "a team is asked for").toHaveText("Choose a team.");
    await page.screenshot({ path: "../../build/screenshots/setup-light.png", animations: "disabled" });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByRole("group", { name: "Your team" }).getByRole("button", { name: "Sales" }).click();
    await page.getByRole("button", { name: "Create the workspace" }).click();
    await expect(page.getByRole("heading", { name: "Start with five calendars" })).toBeVisible();
    const me = (await (await page.request.get("/api/me")).json()) as { team: string; role: string };
    expect(me).toMatchObject({ team: "sales", role: "admin" });
    await page.screenshot({ path: "../../build/screenshots/first-run-light.png", animations: "disabled" });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await context.close();
    await server.stop();
});
