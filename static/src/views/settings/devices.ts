// A user agent as a person would name the device. Pure.
export interface Device { name: string; phone: boolean }

const browsers: [RegExp, string][] = [[/Edg\//, "Edge"], [/OPR\//, "Opera"], [/Firefox\/|FxiOS/, "Firefox"], [/Chrome\/|CriOS/, "Chrome"], [/Safari\//, "Safari"]];
const systems: [RegExp, string][] = [
  [/iPhone/, "iPhone"], [/iPad/, "iPad"], [/Android/, "Android"], [/Windows/, "Windows"], [/Macintosh|Mac OS X/, "Mac"], [/CrOS/, "ChromeOS"], [/Linux|X11/, "Linux"],
];

export function device_name(user_agent: string): Device {
  const browser = browsers.find(([pattern]) => pattern.test(user_agent))?.[1];
  const system = systems.find(([pattern]) => pattern.test(user_agent))?.[1];
  const phone = /iPhone|Android.*Mobile|Mobile.*Safari/.test(user_agent);
  if (browser && system) return { name: `${browser} on ${system}`, phone };
  return { name: browser ?? system ?? (user_agent.split(/[/\s]/)[0] || "An unnamed device"), phone };
}
