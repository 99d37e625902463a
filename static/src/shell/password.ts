// What a new password must be, said before the server is asked. Pure.
import { limits } from "../protocol/generated";

export function password_problem(password: string, again: string): { password?: string; again?: string } {
  if ([...password].length < limits.password.min) return { password: `At least ${limits.password.min} characters.` };
  if (password !== again) return { again: "The two passwords differ." };
  return {};
}
