import { expect, test } from "vitest";
import { dead_after_ms, delay_before, Line, longest_delay_ms, type SocketLike } from "./line";
import { FakeClock } from "./testing";

class Socket implements SocketLike {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  sent: string[] = [];
  closed = false;
  send(text: string): void { this.sent.push(text); }
  close(): void { this.closed = true; }
}

function line() {
  const clock = new FakeClock();
  const sockets: Socket[] = [];
  const lost: number[] = [];
  const net = { online: true };
  const made = new Line(
    {
      clock, random: () => 0, online: () => net.online,
      open_socket: () => { const socket = new Socket(); sockets.push(socket); return socket; },
    },
    { opened: () => undefined, frame: () => undefined, lost: (code) => { lost.push(code); } },
  );
  return { made, clock, sockets, lost, net };
}

test("Line: waits longer after each failure, up to a bound, never in step with others", () => {
  const delays = [0, 1, 2, 3, 4, 5, 6, 20].map((attempt) => delay_before(attempt, 0));
  expect(delays).toEqual([200, 400, 800, 1600, 3200, 6400, 7500, 7500]);
  expect(delay_before(20, 1)).toBe(longest_delay_ms);
});

test("Line: a silent line is dead after two missed ticks", () => {
  const { made, clock, sockets, lost } = line();
  made.start();
  sockets[0]?.onopen?.();
  clock.advance(30_000);
  sockets[0]?.onmessage?.({ data: '{"type":"tick","at":""}' });
  clock.advance(dead_after_ms - 1);
  expect(lost).toEqual([]);
  clock.advance(1);
  expect(lost).toEqual([1006]);
  expect(sockets[0]?.closed).toBe(true);
});

test("Line: does not try while offline, and tries at once when back", () => {
  const { made, clock, sockets, net } = line();
  made.start();
  net.online = false;
  made.went_offline();
  clock.advance(120_000);
  expect(sockets.length).toBe(1);
  net.online = true;
  made.nudge();
  expect(sockets.length).toBe(2);
});

test("Line: an ended session is not knocked at again", () => {
  const { made, clock, sockets, lost } = line();
  made.start();
  sockets[0]?.onclose?.({ code: 4001 });
  clock.advance(120_000);
  expect(lost).toEqual([4001]);
  expect(sockets.length).toBe(1);
});

test("Line: frames of an abandoned socket are not heard", () => {
  const { made, sockets, lost } = line();
  made.start();
  const old = sockets[0];
  made.stop();
  old?.onclose?.({ code: 1006 });
  expect(lost).toEqual([]);
});
