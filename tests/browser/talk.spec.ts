// What members say to each other: comments with names in them, signs, and the inbox, from one page to the other.
import { create, open, quiet_month, send } from "./support/calendar";
import { expect, test } from "./support/fixtures";

test("who is named in a comment finds it in the inbox at once, and answers", async ({ sign_in }) => {
    const marketer = await sign_in("marketer", { path: quiet_month });
    const rep = await sign_in("rep", { path: "/inbox" });
    await send(rep, "notification.read_all", {}); // what other tests have told her
    await create(marketer, "2028-03-09", "Prospecting push", "Talked about");
    const panel = await open(marketer, "Talked about");
    const composer = panel.getByRole("textbox", { name: /^Comment on/ });
    await composer.pressSequentially("Can you take this, @mara");
    await expect(panel.getByRole("option")).toHaveCount(1);
    await marketer.keyboard.press("Enter");
    await marketer.keyboard.type("today?");
    await marketer.keyboard.press("Control+Enter");
    const said = panel.getByRole("listitem", { name: /^Comment of Jonas/ });
    await expect(said).toContainText("Can you take this, @Mara");
    await expect(composer).toHaveValue("");

    const notice = rep.getByRole("list", { name: "Notifications" }).getByRole("button", { name: /named you in a comment on Talked about/ });
    await expect(notice).toContainText("Unread");
    await expect(rep.getByRole("link", { name: "Inbox, 1 unread" })).toBeVisible();
    await notice.focus();
    await rep.keyboard.press("Enter");
    await expect(rep.getByRole("link", { name: "Inbox", exact: true }).first()).toBeVisible();
    const theirs = rep.getByRole("complementary", { name: "Talked about" });
    await expect(theirs.getByText("today?")).toBeVisible();
    await theirs.getByRole("textbox", { name: /^Comment on/ }).fill("On it");
    await rep.keyboard.press("Control+Enter");
    await expect(panel.getByText("On it")).toBeVisible();
    await expect(marketer.getByRole("link", { name: /^Inbox, \d+ unread$/ })).toBeVisible();
});

test("a comment is changed, deleted and brought back, with the signs it was given", async ({ sign_in }) => {
    const marketer = await sign_in("marketer", { path: quiet_month });
    const rep = await sign_in("rep", { path: quiet_month });
    await create(marketer, "2028-03-10", "Prospecting push", "Said again");
    const [mine, theirs] = [await open(marketer, "Said again"), await open(rep, "Said again")];
    await mine.getByRole("textbox", { name: /^Comment on/ }).fill("First words");
    await mine.getByRole("button", { name: "Comment", exact: true }).click();
    await expect(theirs.getByText("First words")).toBeVisible();
    await theirs.getByRole("button", { name: /^React to the comment of Jonas/ }).click();
    await rep.getByRole("menuitem", { name: "Heart" }).click();
    await expect(mine.getByRole("button", { name: /^Heart, 1: Mara/ })).toBeVisible();

    await mine.getByRole("button", { name: "More of this comment" }).click();
    await marketer.getByRole("menuitem", { name: "Edit" }).click();
    await mine.getByRole("textbox", { name: "Your comment" }).fill("Second words");
    await mine.getByRole("button", { name: "Save" }).click();
    await expect(theirs.getByText("Second words")).toBeVisible();
    await expect(theirs.getByText("edited")).toBeVisible();
    await expect(theirs.getByRole("button", { name: "More of this comment" }), "of others nothing to change").toHaveCount(0);

    await mine.getByRole("button", { name: "More of this comment" }).click();
    await marketer.getByRole("menuitem", { name: "Delete" }).click();
    await expect(theirs.getByText("Second words")).toHaveCount(0);
    await marketer.getByRole("button", { name: "Undo", exact: true }).first().click();
    await expect(theirs.getByText("Second words")).toBeVisible();
    await expect(mine.getByRole("button", { name: /^Heart, 1: Mara/ })).toBeVisible();
});

test("what is muted does not come, and the inbox is read at once", async ({ sign_in }) => {
    const marketer = await sign_in("marketer", { path: quiet_month });
    const rep = await sign_in("rep", { path: "/settings" });
    const comments = rep.getByRole("checkbox", { name: /Comments where I take part/ });
    await comments.uncheck();
    await expect(rep.getByText(/^No longer notified/)).toBeVisible();
    await create(marketer, "2028-03-13", "Prospecting push", "Quiet please");
    const panel = await open(marketer, "Quiet please");
    const said = async (words: string) => {
        await panel.getByRole("textbox", { name: /^Comment on/ }).fill(words);
        await marketer.keyboard.press("Control+Enter");
        await expect(panel.getByText(words)).toBeVisible();
    };
    await rep.goto("/inbox");
    await said("@Mara Lindqvist, one");
    await said("two");
    await rep.keyboard.press("b");
    await rep.getByRole("button", { name: "Mark all read" }).click();
    await expect(rep.getByRole("link", { name: "Inbox", exact: true }).first()).toBeVisible();
    await expect(rep.getByRole("button", { name: "Mark all read" })).toBeDisabled();
    await expect(rep.getByRole("button", { name: /commented on Quiet please/ })).toHaveCount(0);
    await rep.goto("/settings");
    await comments.check();
});

test("a viewer reads what is said and has nowhere to say anything", async ({ sign_in }) => {
    const marketer = await sign_in("marketer", { path: quiet_month });
    await create(marketer, "2028-03-14", "Prospecting push", "Only looking");
    const panel = await open(marketer, "Only looking");
    await panel.getByRole("textbox", { name: /^Comment on/ }).fill("For all to read");
    await marketer.keyboard.press("Control+Enter");
    await expect(panel.getByText("For all to read")).toBeVisible();
    const viewer = await sign_in("viewer", { path: quiet_month });
    const theirs = await open(viewer, "Only looking");
    await expect(theirs.getByText("For all to read")).toBeVisible();
    await expect(theirs.getByRole("textbox", { name: /^Comment on/ })).toHaveCount(0);
    await expect(theirs.getByRole("button", { name: /^React/ })).toHaveCount(0);
});
