// Light, dark or as the system has it. Kept on this device only; base.css reads data-theme.
export type ThemeChoice = "system" | "light" | "dark";

const key = "tandem.theme";

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(key);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system"; // storage is blocked: the system's choice is good enough
  }
}

class Theme {
  choice = $state<ThemeChoice>(stored());

  choose(choice: ThemeChoice): void {
    this.choice = choice;
    try {
      if (choice === "system") localStorage.removeItem(key);
      else localStorage.setItem(key, choice);
    } catch {
      // holds until the page is closed
    }
    this.apply();
  }

  apply(): void {
    const root = document.documentElement;
    if (this.choice === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = this.choice;
  }
}

export const theme = new Theme();
