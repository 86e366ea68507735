import type { Context } from '@keysmith/instruments/context';

/** A ticket as it stands in a list. */
export interface Entry {
  ticket: string;
  user: string;
  org: string;
  subject: string;
  urgency: number;
  opened: number;
}

export interface Ticket extends Entry {
  text: string;
}

/** Opens a ticket now, and returns its new id. */
export async function openTicket(
  _context: Context,
  _input: { user: string; org: string; subject: string; text: string; urgency: number },
): Promise<{ ticket: string }> {
  throw new Error('Implement openTicket in access.ts');
}

/** The ticket with its text; null if the user has no such ticket. */
export async function getTicket(
  _context: Context,
  _input: { user: string; ticket: string },
): Promise<Ticket | null> {
  throw new Error('Implement getTicket in access.ts');
}

/** The user's newest tickets, newest first. Shows at once whatever was written before. */
export async function ticketsOfUser(
  _context: Context,
  _input: { user: string; count: number },
): Promise<Entry[]> {
  throw new Error('Implement ticketsOfUser in access.ts');
}

/** The organisation's most urgent tickets, and of equally urgent ones the newest first. */
export async function ticketsOfOrg(
  _context: Context,
  _input: { org: string; count: number },
): Promise<Entry[]> {
  throw new Error('Implement ticketsOfOrg in access.ts');
}

/** Changes the urgency. Throws an error named TicketNotFound when the user has no such ticket. */
export async function setUrgency(
  _context: Context,
  _input: { user: string; ticket: string; urgency: number },
): Promise<void> {
  throw new Error('Implement setUrgency in access.ts');
}

/** Sends the ticket to another organisation. Throws TicketNotFound when the user has no such ticket. */
export async function moveToOrg(
  _context: Context,
  _input: { user: string; ticket: string; org: string },
): Promise<void> {
  throw new Error('Implement moveToOrg in access.ts');
}

/** Gives the ticket to another user. Throws TicketNotFound when neither of the two has it. */
export async function handOver(
  _context: Context,
  _input: { user: string; ticket: string; to: string },
): Promise<void> {
  throw new Error('Implement handOver in access.ts');
}
