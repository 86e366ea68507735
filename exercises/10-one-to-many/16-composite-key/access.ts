import type { Context } from '@keysmith/instruments/context';

export interface Member {
  member: string;
  name: string;
  role: string;
  joined: number;
}

export interface WorkspacePage {
  workspace: string;
  name: string;
  plan: string;
  members: Member[];
}

export interface Invitation {
  mail: string;
  invited: number;
}

/** Opens a workspace. Throws an error named WorkspaceExists when the id is taken. */
export async function createWorkspace(
  _context: Context,
  _input: { workspace: string; name: string; plan: string },
): Promise<void> {
  throw new Error('Implement createWorkspace in access.ts');
}

/** Adds a member, who joins now, and returns the new id. */
export async function addMember(
  _context: Context,
  _input: { workspace: string; name: string; role: string },
): Promise<{ member: string }> {
  throw new Error('Implement addMember in access.ts');
}

/** The workspace with all its members, oldest first; null if there is no such workspace. */
export async function getWorkspace(
  _context: Context,
  _input: { workspace: string },
): Promise<WorkspacePage | null> {
  throw new Error('Implement getWorkspace in access.ts');
}

/** The workspace with its newest members, newest first; null if there is no such workspace. */
export async function newestMembers(
  _context: Context,
  _input: { workspace: string; count: number },
): Promise<WorkspacePage | null> {
  throw new Error('Implement newestMembers in access.ts');
}

/** Invites a mail address. */
export async function invite(_context: Context, _input: { workspace: string; mail: string }): Promise<void> {
  throw new Error('Implement invite in access.ts');
}

/** Open invitations of a workspace, sorted by mail address. */
export async function listInvites(_context: Context, _input: { workspace: string }): Promise<Invitation[]> {
  throw new Error('Implement listInvites in access.ts');
}
