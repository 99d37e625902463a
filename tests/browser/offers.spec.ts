// An offer on its way from an idea to what a rep says: made, attached, approved by a lead, seen live on the other side.
import { choose, fill_day, line, open, send } from "./support/calendar";
import { expect, test } from "./support/fixtures";

const september = "/?view=month&on=2028-09-15";

test("an offer made and attached by a marketer, and approved by a lead, is seen live by the rep", async ({ sign_in }) => {
    const marketer = await sign_in("marketer", { path: "/offers" });
    const lead = await sign_in("admin", { path: "/offers" });
    const rep = await sign_in("rep", { path: september });
    await fill_day(marketer, "2028-09-13", ["Calls about winter slots"]);
    const panel = await open(rep, "Calls about winter slots");

    await marketer.getByRole("button", { name: "New offer" }).click();
    const form = marketer.getByRole("dialog", { name: "New offer" });
    await form.getByLabel("Name").fill("Winter slots");
    await form.getByLabel("In two lines").fill("Two months of slots free");
    await form.getByLabel("Valid until").fill("2028-09-12");
    await marketer.keyboard.press("Enter");
    await expect(form).toBeHidden();
    await expect(marketer.getByRole("article", { name: "Winter slots" }).getByText("Not approved").first()).toBeVisible();

    await rep.bringToFront();
    await panel.getByRole("button", { name: /^Attach an offer/ }).click();
    await choose(rep, "Winter slots");
    await expect(panel.getByText("The offer ends Tue 12 Sep 2028, before this begins.")).toBeVisible();
    await expect(marketer.getByRole("article").getByText("before this begins")).toBeVisible();

    await lead.getByRole("button", { name: /^Winter slots/ }).click();
    await lead.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(panel.getByRole("list", { name: "Offers" }).getByText("Approved")).toBeVisible();

    await marketer.getByRole("textbox", { name: "In two lines" }).fill("Three months of slots free");
    await marketer.keyboard.press("Control+Enter");
    await expect(panel.getByText("Three months of slots free")).toBeVisible();
    await expect(panel.getByRole("list", { name: "Offers" }).getByText("Not approved")).toBeVisible();
    await line(marketer, "Changed").getByRole("button", { name: "Undo" }).click();
    await expect(panel.getByRole("list", { name: "Offers" }).getByText("Approved", { exact: true })).toBeVisible();
});

test("talking points are added by keyboard, inherited from the campaign, and held back by an embargo", async ({ sign_in }) => {
    const marketer = await sign_in("marketer", { path: september });
    const [campaign] = await fill_day(marketer, "2028-09-19", ["Port week"], { kind: "campaign" });
    await fill_day(marketer, "2028-09-20", ["Calls to the ports"], { parent_id: campaign });
    await send(marketer, "talking_point.create", { entry_id: campaign, text: "Not before the fair", embargo_until: "2028-09-21" });
    await send(marketer, "talking_point.create", { entry_id: campaign, text: "Trucks wait 40 minutes" });
    const panel = await open(marketer, "Calls to the ports");
    const points = panel.getByRole("list", { name: "Talking points" });
    await expect(points.getByText("Campaign “Port week”").first()).toBeVisible();
    await expect(points.getByText("Not before Thu 21 Sep 2028")).toBeVisible();

    const field = panel.getByRole("textbox", { name: "Add a talking point" });
    await field.fill("Ask who plans the gate");
    await field.press("Enter");
    await expect(points.getByRole("listitem").first().getByRole("textbox")).toHaveValue("Ask who plans the gate");
    await expect(points.getByRole("listitem").last()).toContainText("Not before the fair");
    await expect(line(marketer, /Added/)).toBeVisible();
});
