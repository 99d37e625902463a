// The icon of each outcome and channel of a touch.
import type { Component } from "svelte";
import AtSign from "@lucide/svelte/icons/at-sign";
import CalendarCheck from "@lucide/svelte/icons/calendar-check-2";
import CircleDot from "@lucide/svelte/icons/circle-ellipsis";
import Clock from "@lucide/svelte/icons/clock-arrow-right";
import FileText from "@lucide/svelte/icons/file-text";
import Globe from "@lucide/svelte/icons/globe";
import Mail from "@lucide/svelte/icons/mail";
import MailOpen from "@lucide/svelte/icons/mails";
import Megaphone from "@lucide/svelte/icons/megaphone";
import MessageReply from "@lucide/svelte/icons/reply";
import Phone from "@lucide/svelte/icons/phone";
import PhoneMissed from "@lucide/svelte/icons/phone-missed";
import Presentation from "@lucide/svelte/icons/presentation";
import Share from "@lucide/svelte/icons/share-2";
import Speech from "@lucide/svelte/icons/message-circle";
import Ticket from "@lucide/svelte/icons/ticket";
import Video from "@lucide/svelte/icons/video";

export const outcome_icons: Record<string, Component> = {
  no_answer: PhoneMissed,
  reached: Speech,
  meeting: CalendarCheck,
  not_now: Clock,
  replied: MessageReply,
  other: CircleDot,
};
export const channel_icons: Record<string, Component> = {
  email: Mail,
  social: Share,
  phone: Phone,
  webinar: Presentation,
  event: Ticket,
  ads: Megaphone,
  blog: FileText,
  video: Video,
  direct_mail: MailOpen,
  web: Globe,
  other: AtSign,
};
