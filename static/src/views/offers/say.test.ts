import { expect, test } from "vitest";
import cases from "../../../../tests/data/say.json";
import { blank } from "../../protocol/records";
import type { Offer, TalkingPoint } from "../../protocol/records";
import { say, type Link, type OfferWithPoints } from "./say";

interface Dated { id: number; approved?: boolean; valid_from?: string; valid_until?: string; embargo_until?: string }
interface PointCase extends Dated { text: string; position: number }
interface OfferCase extends Dated { name: string; points?: PointCase[] }
interface EntryCase { source: Link["source"]; id: number; text?: string; offer?: string; offer_ids?: number[]; points?: PointCase[] }
interface Case { name: string; on: string; chain: EntryCase[]; offers?: OfferCase[]; points: string[]; said_offers?: string[] }

const id = (number: number) => String(number).padStart(3, "0");
const record = ({ approved, ...rest }: Dated) => ({ rev: 1, created_at: "", created_by: null, updated_at: "", ...rest, id: id(rest.id), approved_by_id: approved ? "lead" : null });
const point = (from: PointCase): TalkingPoint => ({ ...blank.talking_point, ...record(from), text: from.text, position: from.position });
const offer = (from: OfferCase): OfferWithPoints => ({
  offer: { ...blank.offer, ...record({ ...from, ...{ points: undefined } }), name: from.name } as Offer,
  points: (from.points ?? []).map(point),
});
const link = (from: EntryCase): Link => ({
  source: from.source,
  entry: { id: id(from.id), talking_points: from.text ?? "", offer: from.offer ?? "", offer_ids: (from.offer_ids ?? []).map(id) },
  points: (from.points ?? []).map(point),
});

// The server reads the same file (tests/calendar/offers/say_test.cpp).
test.each((cases as { cases: Case[] }).cases)("$name", (one) => {
  const offers = new Map((one.offers ?? []).map((from) => [id(from.id), offer(from)]));
  const said = say(one.on, one.chain.map(link), (wanted) => offers.get(wanted));
  expect(said.points.map((each) => `${each.text} | ${each.telling} | ${each.source}`)).toEqual(one.points);
  expect(said.offers.map((each) => `${each.id ? each.name : each.summary} | ${each.telling} | ${each.source}`)).toEqual(one.said_offers ?? []);
});
